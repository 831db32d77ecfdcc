import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { runQuery } from '../api/run-query.ts';
import type { ReportAnswer, ReportQuery } from '../api/types.ts';

/** An answer together with its question: while a newer answer is on its way, labels still fit the numbers. */
export interface Report {
  query: ReportQuery;
  answer: ReportAnswer;
  /** Milliseconds. */
  receivedAt: number;
}

export type ReportResult = UseQueryResult<Report>;

/** Events wait to be counted, after an import or an outage: these numbers will be others in a moment. */
export function isCatchingUp({ answer, receivedAt }: Report): boolean {
  return receivedAt - Date.parse(answer.meta.complete_until) > 90_000;
}

interface ReportOptions {
  /** Ask again every minute, as long as the page is in view. */
  live: boolean;
  enabled?: boolean;
}

/** Runs a query. The old answer stays while a new one loads; a superseded request is aborted. */
export function useReport(query: ReportQuery, { live, enabled = true }: ReportOptions): ReportResult {
  return useQuery({
    queryKey: ['report', query],
    queryFn: async ({ signal }) => ({
      query,
      answer: await runQuery(query, signal),
      receivedAt: Date.now(),
    }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      live ? (state.data && isCatchingUp(state.data) ? 10_000 : 60_000) : false,
    refetchOnWindowFocus: live,
    enabled,
  });
}
