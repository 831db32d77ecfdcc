import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { dataOf } from './data-of.ts';

/** Asked again every two seconds until the first event is there; never after that. */
export const onboardingQuery = queryOptions({
  queryKey: ['onboarding'],
  queryFn: ({ signal }) => dataOf(client.GET('/v1/onboarding', { signal })),
  refetchInterval: (query) => (query.state.data?.has_events ? false : 2_000),
  staleTime: Number.POSITIVE_INFINITY,
});
