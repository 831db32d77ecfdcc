import { request } from './request.ts';
import type { ReportAnswer, ReportQuery } from './types.ts';

/** Runs one report; aborting the signal cancels the query on the server too. */
export const runQuery = (query: ReportQuery, signal?: AbortSignal) =>
  request<ReportAnswer>('/v1/query', { method: 'POST', body: query, signal });
