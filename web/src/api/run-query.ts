import { client } from './client.ts';
import { dataOf } from './data-of.ts';
import type { ReportQuery } from './types.ts';

/** Runs one report; aborting the signal cancels the query on the server too. */
export const runQuery = (body: ReportQuery, signal?: AbortSignal) =>
  dataOf(client.POST('/v1/query', { body, signal }));
