import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import type { Session } from './types.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => request<Session>('/v1/auth/session', { signal }),
  staleTime: 5 * 60_000,
});

export const signIn = (body: { email: string; password: string }) =>
  request<void>('/v1/auth/sign-in', { method: 'POST', body });

/** Redeems the one-time link that the first start prints. */
export const signInByLink = (token: string) =>
  request<void>('/v1/auth/sign-in-link', { method: 'POST', body: { token } });

export const setAccount = (body: { email: string; password: string }) =>
  request<void>('/v1/auth/account', { method: 'PUT', body });

export const signOut = () => request<void>('/v1/auth/sign-out', { method: 'POST', body: {} });
