import { StandardSchemaValidationPipe } from '@nestjs/common';
import { Problem } from './problem.ts';

type Issue = { message: string; path?: readonly (PropertyKey | { key: PropertyKey })[] };

/** Checks bodies, queries and parameters against the schema of the route; every wrong field is named at once. */
export function createValidationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues: readonly Issue[]) =>
      new Problem({
        status: 400,
        code: 'invalid_value',
        detail: issues.map((issue) => [pathOf(issue), issue.message].filter(Boolean).join(': ')).join('; '),
        errors: issues.map((issue) => ({
          path: pathOf(issue),
          code: 'invalid_value',
          message: issue.message,
        })),
      }),
  });
}

// `rates[1].price`, as people write it.
function pathOf({ path = [] }: Issue): string {
  return path
    .map((segment) => (typeof segment === 'object' ? segment.key : segment))
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${String(key)}`))
    .join('');
}
