import type { FuzzInput } from './fuzz-input.ts';
import { personMark } from './inputs/json-text.ts';

const codes = [
  ...[
    'invalid_json',
    'missing_field',
    'invalid_value',
    'unknown_type',
    'unknown_field',
    'too_old',
    'in_future',
  ],
  ...['too_large', 'id_conflict'],
];

interface Counts {
  accepted: number;
  duplicates: number;
  rejected: number;
  errors: { index: number; code: string }[];
  errors_truncated?: true;
}

/** What is wrong with the answer to this input by the contract, in a sentence; undefined when it is right. */
export function whatIsWrong(input: FuzzInput, status: number, body: unknown): string | undefined {
  if (input.status !== undefined && status !== input.status)
    return `the status is ${status}, not ${input.status}`;
  if (JSON.stringify(body).includes(personMark)) return 'the answer holds a raw user id';
  if ([200, 207, 422].includes(status)) return wrongCounts(input, status, body as Counts);
  if (![400, 413, 415].includes(status)) return `the status is ${status}`;
  const isWrong = input.events !== undefined && !isRefusedAsAWhole(input, status);
  return isWrong ? `a request of ${input.events} readable events is refused with ${status}` : undefined;
}

/** `application/cloudevents+json` is for an object: other readable values are refused there. */
function isRefusedAsAWhole(input: FuzzInput, status: number): boolean {
  return status === 400 && input.contentType === 'application/cloudevents+json';
}

function wrongCounts({ events, valid = 0 }: FuzzInput, status: number, body: Counts): string | undefined {
  const { accepted, duplicates, rejected, errors } = body;
  const total = accepted + duplicates + rejected;
  if (![accepted, duplicates, rejected].every((count) => Number.isSafeInteger(count) && count >= 0))
    return 'a count is no count';
  if (status !== (rejected === 0 ? 200 : rejected === total ? 422 : 207))
    return 'the status does not fit the counts';
  if (total > 10_000) return 'there are more events than a request may have';
  if (events !== undefined && total !== events) return `${total} events are counted, not ${events}`;
  if (accepted + duplicates < valid)
    return `${accepted + duplicates} events are taken of ${valid} right ones`;
  if (new Set(errors.map(({ index }) => index)).size > rejected)
    return 'events are named that were not rejected';
  if (rejected > 0 && errors.length === 0) return 'rejected without a reason';
  if (errors.length > 100 || (body.errors_truncated === true && errors.length < 100))
    return `${errors.length} errors are named`;
  const strange = errors.find(({ index, code }) => !codes.includes(code) || !(index >= 0 && index < total));
  return strange && `an error is ${JSON.stringify(strange)}`;
}
