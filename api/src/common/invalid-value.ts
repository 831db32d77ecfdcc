import { type FieldProblem, Problem } from './problem.ts';

/** What a schema says of a value: the form of Standard Schema, and what zod adds to it for fields that it does not know. */
interface Issue {
  message: string;
  path?: readonly (PropertyKey | { key: PropertyKey })[];
  code?: string;
  keys?: readonly string[];
}

/** The answer to a body, a query or parameters that are not as the route wants them. */
export function invalidValue(issues: readonly Issue[]): Problem {
  const errors = issues.flatMap(fieldProblems);
  const detail = errors.map(({ path, message }) => [path, message].filter(Boolean).join(': ')).join('; ');
  return new Problem({ status: 400, code: 'invalid_value', detail, errors });
}

function fieldProblems({ path = [], message, code, keys = [] }: Issue): FieldProblem[] {
  if (code !== 'unrecognized_keys') return [{ path: pathOf(path), code: 'invalid_value', message }];
  return keys.map((key) => ({
    path: pathOf([...path, key]),
    code: 'unknown_field',
    message: 'is not a field that is known here',
  }));
}

// `rates[1].price`, as people write it.
function pathOf(path: NonNullable<Issue['path']>): string {
  return path
    .map((segment) => (typeof segment === 'object' ? segment.key : segment))
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${String(key)}`))
    .join('');
}
