import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { NewRate, Rate, RatePreviewMonth } from './types.ts';

export const ratesQuery = queryOptions({
  queryKey: ['rates'],
  queryFn: ({ signal }) => request<{ items: Rate[]; rate_version: number }>('/v1/rates', { signal }),
});

export const addRate = (body: NewRate) => request<{ items: Rate[] }>('/v1/rates', { method: 'POST', body });

/** What each month's cost would become; saves nothing. */
export const previewRate = (body: NewRate, signal?: AbortSignal) =>
  request<{ months: RatePreviewMonth[] }>('/v1/rates?preview=true', { method: 'POST', body, signal });
