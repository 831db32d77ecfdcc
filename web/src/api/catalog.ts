import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { dataOf } from './data-of.ts';

/** The definitions change only with a new version of the product, so they are read once. */
export const catalogQuery = queryOptions({
  queryKey: ['catalog'],
  queryFn: ({ signal }) => dataOf(client.GET('/v1/catalog', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});
