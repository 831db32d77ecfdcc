import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { describeApi } from './describe-api.ts';

interface Schema {
  $ref?: string;
  description?: string;
  properties?: Record<string, Schema>;
  [key: string]: unknown;
}
interface Operation {
  operationId?: string;
  summary?: string;
  tags?: string[];
  security?: unknown[];
  parameters?: { name: string; description?: string }[];
  responses: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

let document: Document;
let operations: [string, Operation][];

beforeAll(async () => {
  document = JSON.parse(JSON.stringify(await describeApi()));
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
});

/** The names of those for which the check says no. */
const failing = (check: (operation: Operation) => boolean) =>
  operations.filter(([, operation]) => !check(operation)).map(([name]) => name);

/** Where in the schema a property has no description of its own or by reference. */
function undescribed(value: unknown, at: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => undescribed(item, `${at}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  const { properties } = value as Schema;
  const missing = Object.entries(properties ?? {}).filter(
    ([, { description, $ref }]) => !description && !$ref,
  );
  return [
    ...missing.map(([name]) => `${at}.${name}`),
    ...Object.entries(value).flatMap(([key, child]) => undescribed(child, `${at}.${key}`)),
  ];
}

describe('the OpenAPI document', () => {
  test('is OpenAPI 3.1', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
  });

  test('gives every route an operationId of its own, a summary and one tag', () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(ids.filter((id, index) => !id || ids.indexOf(id) !== index)).toEqual([]);
    expect(failing(({ summary }) => Boolean(summary))).toEqual([]);
    expect(failing(({ tags }) => tags?.length === 1)).toEqual([]);
  });

  test('describes every parameter, every answer and every field of every schema', () => {
    expect(failing(({ parameters = [] }) => parameters.every(({ description }) => description))).toEqual([]);
    expect(
      failing(({ responses }) => Object.values(responses).every(({ description }) => description)),
    ).toEqual([]);
    expect(undescribed(document.paths, 'paths')).toEqual([]);
    expect(undescribed(document.components.schemas, 'schemas')).toEqual([]);
  });

  test('gives every answer with a body a schema', () => {
    const isWithoutSchema = ([status, { content = {} }]: [string, Operation['responses'][string]]) =>
      status !== '204' && !Object.values(content).some(({ schema }) => schema);
    expect(failing(({ responses }) => !Object.entries(responses).some(isWithoutSchema))).toEqual([]);
  });

  test('asks for a key or a session everywhere but where nobody can have one yet', () => {
    const open = operations.filter(([, { security }]) => !security?.length).map(([name]) => name);
    expect(open.sort()).toEqual([
      'GET /healthz',
      'GET /metrics',
      'GET /readyz',
      'POST /v1/auth/sign-in',
      'POST /v1/auth/sign-in-link',
    ]);
    expect(
      failing(({ security, responses }) => !security?.length || Boolean(responses[401] && responses[403])),
    ).toEqual([]);
  });

  test('names every schema that it refers to', () => {
    const references = JSON.stringify(document).matchAll(/#\/components\/schemas\/([^"]+)"/g);
    const names = new Set([...references].map(([, name]) => name!));
    expect([...names].filter((name) => !document.components.schemas[name])).toEqual([]);
  });

  test('is the one in api/openapi.json: run `npm run openapi`', async () => {
    const written = await readFile(new URL('../openapi.json', import.meta.url), 'utf8');
    expect(JSON.parse(written)).toEqual(document);
  });
});
