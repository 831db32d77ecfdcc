import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { dataOf } from './data-of.ts';
import type { SettingsChange } from './types.ts';

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => dataOf(client.GET('/v1/settings', { signal })),
  staleTime: 5 * 60_000,
});

export const changeSettings = (body: SettingsChange) => dataOf(client.PATCH('/v1/settings', { body }));
