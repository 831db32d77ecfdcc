import type { RouteObject } from 'react-router';
import { FirstEventGate } from '../features/first-event/first-event-gate.tsx';
import { PageError } from './page-error.tsx';
import { PageSkeleton } from './page-skeleton.tsx';
import { RequireSession } from './require-session.tsx';
import { Shell } from './shell.tsx';

/** A page is a chunk of its own: what nobody opens is never loaded. */
const page = (load: () => Promise<{ default: () => React.ReactNode }>) => ({
  lazy: async () => ({ Component: (await load()).default }),
  HydrateFallback: PageSkeleton,
  errorElement: <PageError />,
});

export const routes: RouteObject[] = [
  { path: '/sign-in', ...page(() => import('../features/sign-in/sign-in-page.tsx')) },
  {
    element: <RequireSession />,
    errorElement: <PageError />,
    children: [
      { path: '/account', ...page(() => import('../features/sign-in/account-page.tsx')) },
      {
        element: <Shell />,
        HydrateFallback: PageSkeleton,
        children: [
          {
            element: <FirstEventGate />,
            children: [
              { index: true, ...page(() => import('../features/overview/overview-page.tsx')) },
              { path: 'safety', ...page(() => import('../features/safety/safety-page.tsx')) },
            ],
          },
          {
            path: 'rejected-events',
            ...page(() => import('../features/rejected-events/rejected-events-page.tsx')),
          },
          { path: 'settings', ...page(() => import('../features/settings/settings-page.tsx')) },
          { path: '*', ...page(() => import('./not-found.tsx')) },
        ],
      },
    ],
  },
];
