import { Counter } from 'prom-client';

const refused = new Counter({
  name: 'breakeven_requests_refused_total',
  help: 'Requests that were refused to keep the others well: by the code of the answer.',
  labelNames: ['code'],
});

/** Counts a request that was refused, under the code of its answer. */
export function countRefused(code: string): void {
  refused.inc({ code });
}
