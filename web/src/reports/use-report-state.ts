import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { settingsQuery } from '../api/settings.ts';
import type { Grain } from '../api/types.ts';
import { autoGrain, grainFits } from './auto-grain.ts';
import { parseReportState, type ReportState, writeReportState } from './report-state.ts';
import { type ResolvedRange, resolveRange } from './resolve-range.ts';
import { useClock } from './use-clock.ts';

export interface ReportScope {
  state: ReportState;
  /** Merges into the state and pushes it onto the history, so that the browser's back button undoes it. */
  change: (patch: Partial<ReportState>) => void;
  range: ResolvedRange;
  grain: Grain;
  zone: string;
  currency: string;
}

/** The state of the filter bar and what follows from it. */
export function useReportState(): ReportScope {
  const [params, setParams] = useSearchParams();
  const { data: settings } = useQuery(settingsQuery);
  const now = useClock();
  const state = useMemo(() => parseReportState(params), [params]);
  const zone = state.zone ?? settings?.reporting_time_zone ?? 'UTC';
  const range = useMemo(() => resolveRange(state.range, zone, now), [state.range, zone, now]);
  const change = useCallback(
    (patch: Partial<ReportState>) =>
      setParams((current) => writeReportState({ ...parseReportState(current), ...patch }, current)),
    [setParams],
  );
  const wanted = state.grain === 'auto' ? autoGrain(range.days) : state.grain;
  const grain = grainFits(wanted, range.days) ? wanted : autoGrain(range.days);
  return { state, change, range, grain, zone, currency: settings?.reporting_currency ?? 'USD' };
}
