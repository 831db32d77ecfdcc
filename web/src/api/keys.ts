import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { ApiKey, Scope } from './types.ts';

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: ({ signal }) => request<{ items: ApiKey[] }>('/v1/keys', { signal }),
});

/** The answer is the only place where the key itself ever appears. */
export const createKey = (body: { name: string; scopes: Scope[] }) =>
  request<ApiKey & { key: string }>('/v1/keys', { method: 'POST', body });

export const revokeKey = (id: string) =>
  request<void>(`/v1/keys/${encodeURIComponent(id)}`, { method: 'DELETE' });
