import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from 'react-router';
import { catalogQuery } from '../api/catalog.ts';
import { onboardingQuery } from '../api/onboarding.ts';
import { Problem } from '../api/problem.ts';
import { sessionQuery } from '../api/session.ts';
import { settingsQuery } from '../api/settings.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { PageSkeleton } from './page-skeleton.tsx';

/** Lets signed-in people through, once the session, the catalog and the settings are known: every page needs all three. */
export function RequireSession() {
  const location = useLocation();
  const session = useQuery(sessionQuery);
  const isSignedIn = session.data !== undefined;
  const catalog = useQuery({ ...catalogQuery, enabled: isSignedIn });
  const settings = useQuery({ ...settingsQuery, enabled: isSignedIn });
  // Asked for together with the rest, so that an empty installation never shows pages without numbers first.
  const onboarding = useQuery({ ...onboardingQuery, enabled: session.data?.user.role === 'admin' });
  const isSignedOut = session.error instanceof Problem && session.error.status === 401;
  if (isSignedOut) {
    const next = location.pathname + location.search;
    const search = next === '/' ? '' : `?${new URLSearchParams({ next })}`;
    return <Navigate to={{ pathname: '/sign-in', search }} replace />;
  }
  const failed = [session, catalog, settings].find((one) => one.error !== null && one.data === undefined);
  if (failed?.error) {
    return (
      <main style={{ maxWidth: 720, margin: '48px auto', padding: '0 20px' }}>
        <ErrorNote message={failed.error.message} onRetry={() => void failed.refetch()} />
      </main>
    );
  }
  if (!session.data || !catalog.data || !settings.data || onboarding.isLoading) return <PageSkeleton />;
  if (!session.data.has_password && location.pathname !== '/account')
    return <Navigate to="/account" replace />;
  if (session.data.has_password && location.pathname === '/account') return <Navigate to="/" replace />;
  return <Outlet />;
}
