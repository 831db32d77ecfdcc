import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { dataOf } from './data-of.ts';
import type { NewRate } from './types.ts';

export const ratesQuery = queryOptions({
  queryKey: ['rates'],
  queryFn: ({ signal }) => dataOf(client.GET('/v1/rates', { signal })),
});

export const addRate = (body: NewRate) => dataOf(client.POST('/v1/rates', { body }));

/** What each month's cost would become; saves nothing. */
export async function previewRate(body: NewRate, signal?: AbortSignal) {
  const answer = await dataOf(
    client.POST('/v1/rates', { body, signal, params: { query: { preview: 'true' } } }),
  );
  return 'months' in answer ? answer.months : [];
}
