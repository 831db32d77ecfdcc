import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { problemSchema } from './problem.schema.ts';

type JsonSchema = Record<string, unknown>;
type JsonSchemaSource = {
  '~standard'?: { jsonSchema?: Record<'input' | 'output', (options: { target: string }) => JsonSchema> };
};

/** The OpenAPI 3.1 document of all routes, from their zod schemas. */
export function createOpenApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Breakeven')
    .setVersion('1')
    .setDescription(
      'Server cost, ad revenue and block rates of a free generative-media service. Money is a decimal string; an ' +
        'undefined or unknown value is null. Every error is application/problem+json (RFC 9457) with a stable code.',
    )
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        description: 'A key; its scope `admin` includes `ingest` and `read`.',
      },
      'key',
    )
    .addCookieAuth(
      'breakeven_session',
      { type: 'apiKey', in: 'cookie', description: 'A signed-in person, in a browser.' },
      'session',
    )
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    autoTagControllers: false,
    standardSchemaConverter: (schema, { schemaType }) => toJsonSchema(schema as JsonSchemaSource, schemaType),
  });
  Object.assign(document.components!.schemas!, {
    Problem: toJsonSchema(problemSchema, 'output')!.components.Problem,
  });
  return document;
}

// OpenAPI 3.1 speaks JSON Schema of 2020-12; swagger by itself would ask for the dialect of OpenAPI 3.0.
function toJsonSchema(source: JsonSchemaSource, schemaType: 'input' | 'output') {
  const convert = source['~standard']?.jsonSchema?.[schemaType];
  if (!convert) return undefined;
  const {
    $schema: _,
    $defs = {},
    ...schema
  } = withoutPatterns(convert({ target: 'draft-2020-12' })) as JsonSchema;
  return { schema, components: $defs as Record<string, JsonSchema> };
}

/** Leaves out the pattern of what has a format: it says the same in a thousand characters that nobody reads. */
function withoutPatterns(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPatterns);
  if (typeof value !== 'object' || value === null) return value;
  const hasFormat = 'format' in value && typeof value.format === 'string';
  const entries = Object.entries(value).filter(([key]) => !(hasFormat && key === 'pattern'));
  return Object.fromEntries(entries.map(([key, child]) => [key, withoutPatterns(child)]));
}
