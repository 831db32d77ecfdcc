import { type HttpAnswer, headerOf } from './answer-reader.ts';

/** What became of the events of a request. */
export interface Counts {
  accepted: number;
  duplicates: number;
  rejected: number;
}

/**
 * Reads what the server says of a request, Breakeven in the body and ClickHouse in a header.
 * @throws Error when it is not 2xx or does not account for every event: the figures would be worth nothing
 */
export function countsOf({ status, head, body }: HttpAnswer, events: number): Counts {
  if (status !== 200 && status !== 207)
    throw new Error(`A request was answered ${status}: ${body.slice(0, 500)}`);
  const counts = body.startsWith('{') ? (JSON.parse(body) as Counts) : writtenRows(head);
  const { accepted, duplicates, rejected } = counts;
  if (accepted + duplicates + rejected === events) return { accepted, duplicates, rejected };
  throw new Error(`A request of ${events} events was answered ${body.slice(0, 500) || head}`);
}

function writtenRows(head: string): Counts {
  const summary = JSON.parse(headerOf(head, 'x-clickhouse-summary') ?? '{}') as { written_rows?: string };
  return { accepted: Number(summary.written_rows), duplicates: 0, rejected: 0 };
}
