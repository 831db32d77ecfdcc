import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { Settings } from './types.ts';

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => request<Settings>('/v1/settings', { signal }),
  staleTime: 5 * 60_000,
});

export const changeSettings = (body: Partial<Omit<Settings, 'sample_data'>>) =>
  request<Settings>('/v1/settings', { method: 'PATCH', body });
