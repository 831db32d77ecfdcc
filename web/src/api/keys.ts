import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { dataOf } from './data-of.ts';
import type { NewKey } from './types.ts';

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: ({ signal }) => dataOf(client.GET('/v1/keys', { signal })),
});

/** The answer is the only place where the key itself ever appears. */
export const createKey = (body: NewKey) => dataOf(client.POST('/v1/keys', { body }));

export const revokeKey = (id: string) => dataOf(client.DELETE('/v1/keys/{id}', { params: { path: { id } } }));
