import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { dataOf } from './data-of.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => dataOf(client.GET('/v1/auth/session', { signal })),
  staleTime: 5 * 60_000,
});

export const signIn = (body: { email: string; password: string }) =>
  dataOf(client.POST('/v1/auth/sign-in', { body }));

/** Redeems the one-time link that the first start prints. */
export const signInByLink = (token: string) =>
  dataOf(client.POST('/v1/auth/sign-in-link', { body: { token } }));

export const setAccount = (body: { email: string; password: string }) =>
  dataOf(client.PUT('/v1/auth/account', { body }));

export const signOut = () => dataOf(client.POST('/v1/auth/sign-out'));
