import { QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from './problem.ts';

/** Only failures that may pass by themselves are tried again; a refused query would be refused again. */
function mayPass(failures: number, error: Error): boolean {
  if (!(error instanceof Problem)) return false;
  return failures < 2 && (error.status === 0 || error.status === 429 || error.status === 503);
}

export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError(error, query) {
        // The session ended while the page was open: the guard asks again and shows the sign-in page.
        const isSession = query.queryKey[0] === 'session';
        if (!isSession && error instanceof Problem && error.status === 401)
          void client.invalidateQueries({ queryKey: ['session'] });
      },
    }),
    defaultOptions: { queries: { retry: mayPass, staleTime: 30_000, refetchOnWindowFocus: false } },
  });
  return client;
}
