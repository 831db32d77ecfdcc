import { Problem } from '../common/problem.ts';

/**
 * The form of an answer that an Accept header asks for; JSON if it does not say. Of several, CSV counts: who can take
 * JSON alone never names it.
 * @throws Problem 406 if it names only forms that we don't have.
 */
export function answerFormat(accept: string | undefined): 'json' | 'csv' {
  const types = (accept ?? '*/*').split(',').map((type) => type.split(';')[0]!.trim().toLowerCase());
  if (types.includes('text/csv')) return 'csv';
  if (types.some((type) => ['application/json', 'application/*', '*/*', ''].includes(type))) return 'json';
  throw new Problem({
    status: 406,
    code: 'not_acceptable',
    detail: 'Answers come as application/json or text/csv.',
  });
}
