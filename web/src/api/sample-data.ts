import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { SampleData } from './types.ts';

export const sampleDataQuery = queryOptions({
  queryKey: ['sample-data'],
  queryFn: ({ signal }) => request<SampleData>('/v1/sample-data', { signal }),
  refetchInterval: (query) => (query.state.data?.status === 'loading' ? 1_000 : false),
});

export const loadSampleData = () => request<void>('/v1/sample-data', { method: 'POST', body: {} });
