import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { dismissRejectedEvents, type RejectedFilter } from '../../api/rejected-events.ts';
import { ErrorNote } from '../../components/error-note.tsx';

interface DismissManyProps {
  filter: RejectedFilter;
  count: number;
  /** When the newest one on screen came in: what came after it has not been seen by anybody. */
  newest: string;
}

/** Puts aside all that the filter fits, after a second click. */
export function DismissMany({ filter, count, newest }: DismissManyProps) {
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const dismiss = useMutation({
    mutationFn: () => dismissRejectedEvents(filter, new Date(new Date(newest).getTime() + 1).toISOString()),
    onSuccess: ({ dismissed }) => {
      notifications.show({ message: `${dismissed.toLocaleString('en')} dismissed.` });
      setAsked(false);
      return client.invalidateQueries({ queryKey: ['rejected-events'] });
    },
  });
  const many = `${count.toLocaleString('en')} ${count === 1 ? 'event' : 'events'}`;
  return (
    <>
      {asked ? (
        <Button
          loading={dismiss.isPending}
          onClick={() => dismiss.mutate()}
          onBlur={() => setAsked(false)}
          autoFocus
        >
          Yes, dismiss {many}
        </Button>
      ) : (
        <Button variant="default" onClick={() => setAsked(true)}>
          Dismiss {many}
        </Button>
      )}
      {dismiss.error ? <ErrorNote message={dismiss.error.message} /> : null}
    </>
  );
}
