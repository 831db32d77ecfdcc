import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { dataOf } from './data-of.ts';
import { Problem } from './problem.ts';
import type { CollectAnswer, RejectedStatus } from './types.ts';

/** Which rejected events are asked for; what is absent is not filtered by. */
export interface RejectedFilter {
  status: RejectedStatus;
  code?: string | undefined;
  type?: string | undefined;
  source?: string | undefined;
  search?: string | undefined;
}

const PAGE = 50;

export const rejectedEventsQuery = ({ status, ...filter }: RejectedFilter) =>
  infiniteQueryOptions({
    queryKey: ['rejected-events', 'list', status, filter],
    queryFn: ({ signal, pageParam }) => {
      const query = {
        ...conditionsOf(filter),
        status,
        limit: PAGE,
        ...(pageParam && { cursor: pageParam }),
      };
      return dataOf(client.GET('/v1/rejected-events', { params: { query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });

/** By status and code, so neither is a filter of them. */
export const rejectedCountsQuery = ({ type, source, search }: Partial<RejectedFilter> = {}) =>
  queryOptions({
    queryKey: ['rejected-events', 'counts', type, source, search],
    queryFn: ({ signal }) => {
      const query = conditionsOf({ type, source, search });
      return dataOf(client.GET('/v1/rejected-events/counts', { params: { query }, signal }));
    },
    placeholderData: keepPreviousData,
  });

export const rejectedEventQuery = (id: string) =>
  queryOptions({
    queryKey: ['rejected-events', 'one', id],
    queryFn: ({ signal }) =>
      dataOf(client.GET('/v1/rejected-events/{id}', { params: { path: { id } }, signal })),
  });

/** @param event the mended event; absent = as it was. What is wrong with it is an answer too, not a failure. */
export async function resendRejectedEvent(
  id: string,
  event: Record<string, unknown> | undefined,
): Promise<CollectAnswer> {
  const body = event === undefined ? {} : { event };
  try {
    return await dataOf(client.POST('/v1/rejected-events/{id}/resend', { params: { path: { id } }, body }));
  } catch (error) {
    if (error instanceof Problem && error.status === 422 && isCollectAnswer(error.body)) return error.body;
    throw error;
  }
}

export const dismissRejectedEvent = (id: string) =>
  dataOf(client.POST('/v1/rejected-events/{id}/dismiss', { params: { path: { id } } }));

/** @param received_to nothing is dismissed that came in at this instant or later: nobody has seen it */
export const dismissRejectedEvents = ({ status: _, ...filter }: RejectedFilter, received_to: string) =>
  dataOf(client.POST('/v1/rejected-events/dismiss', { body: { ...conditionsOf(filter), received_to } }));

function isCollectAnswer(body: object): body is CollectAnswer {
  return 'accepted' in body;
}

/** In the form of the API: reasons are a list there, and what is not filtered by is left out. */
function conditionsOf({ code, type, source, search }: Omit<RejectedFilter, 'status'>) {
  return {
    ...(code !== undefined && { code: [code] }),
    ...(type !== undefined && { type }),
    ...(source !== undefined && { source }),
    ...(search !== undefined && { search }),
  };
}
