import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { Outlet } from 'react-router';
import { onboardingQuery } from '../../api/onboarding.ts';
import { sessionQuery } from '../../api/session.ts';
import { FirstEvent } from './first-event.tsx';

/** The report pages, or what to do first as long as there is not one event. Viewers cannot do it and see the pages. */
export function FirstEventGate() {
  const client = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const { data } = useQuery({ ...onboardingQuery, enabled: session?.user.role === 'admin' });
  const wasEmpty = useRef(false);
  const isEmpty = data?.has_events === false;
  useEffect(() => {
    // Answers from before the first event are of an empty store.
    if (wasEmpty.current && !isEmpty) {
      void client.invalidateQueries({ queryKey: ['report'] });
      void client.invalidateQueries({ queryKey: ['settings'] });
    }
    wasEmpty.current = isEmpty;
  }, [isEmpty, client]);
  return isEmpty ? <FirstEvent /> : <Outlet />;
}
