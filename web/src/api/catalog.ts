import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { Catalog } from './types.ts';

/** The definitions change only with a new version of the product, so they are read once. */
export const catalogQuery = queryOptions({
  queryKey: ['catalog'],
  queryFn: ({ signal }) => request<Catalog>('/v1/catalog', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
