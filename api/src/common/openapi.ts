import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

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
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      description: 'An API key; `admin` includes `ingest` and `read`.',
    })
    .addSecurityRequirements('bearer')
    .build();
  return SwaggerModule.createDocument(app, config, {
    standardSchemaConverter: (schema, { schemaType }) => toJsonSchema(schema as Convertible, schemaType),
  });
}

interface Convertible {
  '~standard'?: {
    jsonSchema?: Record<'input' | 'output', (options: { target: string }) => Record<string, unknown>>;
  };
}

// OpenAPI 3.1 speaks JSON Schema 2020-12; by itself swagger would ask for the dialect of OpenAPI 3.0.
function toJsonSchema(source: Convertible, schemaType: 'input' | 'output') {
  const convert = source['~standard']?.jsonSchema?.[schemaType];
  if (!convert) return undefined;
  const { $schema: _, $defs, ...schema } = convert({ target: 'draft-2020-12' });
  return { schema, components: ($defs ?? {}) as Record<string, unknown> };
}
