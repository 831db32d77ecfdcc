import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { Onboarding } from './types.ts';

/** Asked again every two seconds until the first event is there; never after that. */
export const onboardingQuery = queryOptions({
  queryKey: ['onboarding'],
  queryFn: ({ signal }) => request<Onboarding>('/v1/onboarding', { signal }),
  refetchInterval: (query) => (query.state.data?.has_events ? false : 2_000),
  staleTime: Number.POSITIVE_INFINITY,
});
