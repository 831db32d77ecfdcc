import type { RejectedFilter } from '../../api/rejected-events.ts';
import type { RejectedCount, RejectedStatus } from '../../api/types.ts';

export const STATUSES: { value: RejectedStatus; label: string }[] = [
  { value: 'open', label: 'Open' },
  { value: 'resent', label: 'Sent again' },
  { value: 'dismissed', label: 'Dismissed' },
];

const TEXTS = ['code', 'type', 'source', 'search'] as const;

/** The filter that is in the page's address, so that it can be shared and reloaded. */
export function parseRejectedFilter(params: URLSearchParams): RejectedFilter {
  const status = STATUSES.find(({ value }) => value === params.get('status'))?.value ?? 'open';
  const texts = TEXTS.map((name) => [name, params.get(name)?.trim() || undefined]);
  return { status, ...Object.fromEntries(texts) };
}

export function writeRejectedFilter(filter: RejectedFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (filter.status !== 'open') params.set('status', filter.status);
  for (const name of TEXTS) if (filter[name]) params.set(name, filter[name]);
  return params;
}

/** How many there are in this state, for this reason or for all. */
export function countOf(counts: readonly RejectedCount[], status: RejectedStatus, code?: string): number {
  return counts
    .filter((one) => one.status === status && (code === undefined || one.code === code))
    .reduce((sum, { count }) => sum + count, 0);
}
