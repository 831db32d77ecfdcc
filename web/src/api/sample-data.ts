import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { dataOf } from './data-of.ts';

export const sampleDataQuery = queryOptions({
  queryKey: ['sample-data'],
  queryFn: ({ signal }) => dataOf(client.GET('/v1/sample-data', { signal })),
  refetchInterval: (query) => (query.state.data?.status === 'loading' ? 1_000 : false),
});

export const loadSampleData = () => dataOf(client.POST('/v1/sample-data'));
