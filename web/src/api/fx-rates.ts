import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { dataOf } from './data-of.ts';
import type { NewFxRate } from './types.ts';

export const fxRatesQuery = queryOptions({
  queryKey: ['fx-rates'],
  queryFn: ({ signal }) => dataOf(client.GET('/v1/fx-rates', { signal })),
});

export const addFxRate = (body: NewFxRate) => dataOf(client.POST('/v1/fx-rates', { body }));
