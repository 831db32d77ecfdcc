import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { FxRate, NewFxRate } from './types.ts';

export const fxRatesQuery = queryOptions({
  queryKey: ['fx-rates'],
  queryFn: ({ signal }) => request<{ items: FxRate[] }>('/v1/fx-rates', { signal }),
});

export const addFxRate = (body: NewFxRate) =>
  request<{ items: FxRate[] }>('/v1/fx-rates', { method: 'POST', body });
