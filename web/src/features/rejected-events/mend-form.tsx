import { Alert, Button, Group, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { dismissRejectedEvent, resendRejectedEvent } from '../../api/rejected-events.ts';
import type { RejectedEvent } from '../../api/types.ts';
import { mendedEvent, readable } from './mended-event.ts';
import { ReasonList } from './reason-list.tsx';

/** The event to be mended and sent again, or to be dismissed. */
export function MendForm({ item, onDone }: { item: RejectedEvent; onDone: () => void }) {
  const client = useQueryClient();
  const [text, setText] = useState(() => readable(item.payload));
  const mended = mendedEvent(item.payload, text);
  const done = (message: string) => {
    // Of two quick clicks both may get through; the server does it once, and it is told once.
    notifications.show({ id: item.id, message });
    onDone();
    return client.invalidateQueries({ queryKey: ['rejected-events'] });
  };
  const resend = useMutation({
    mutationFn: () => resendRejectedEvent(item.id, mended.kind === 'event' ? mended.event : undefined),
    onSuccess: ({ accepted, rejected }) => {
      if (rejected > 0) return undefined;
      // Answers without this event must not be seen again.
      client.removeQueries({ queryKey: ['report'] });
      return done(accepted > 0 ? 'Sent. The event counts from now on.' : 'The event was stored already.');
    },
  });
  const dismiss = useMutation({
    mutationFn: () => dismissRejectedEvent(item.id),
    onSuccess: () => done('Dismissed.'),
  });
  const failure = resend.error ?? dismiss.error;
  const isBusy = resend.isPending || dismiss.isPending;
  return (
    <Stack gap="sm">
      <Textarea
        label="The event as it came"
        description="User ids are shown as user keys; leave them as they are."
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={mended.kind === 'wrong' ? mended.why : undefined}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
        spellCheck={false}
        autosize
        minRows={8}
        maxRows={22}
      />
      {resend.data && resend.data.rejected > 0 ? (
        <Alert color="orange" role="alert" title="It was rejected again">
          <ReasonList errors={resend.data.errors} />
        </Alert>
      ) : null}
      {failure ? (
        <Alert color="orange" role="alert">
          {failure.message}
        </Alert>
      ) : null}
      <Group>
        <Button
          onClick={() => resend.mutate()}
          loading={resend.isPending}
          disabled={mended.kind === 'wrong' || dismiss.isPending}
        >
          {mended.kind === 'event' ? 'Send the mended event' : 'Send again as it is'}
        </Button>
        <Button
          variant="default"
          onClick={() => dismiss.mutate()}
          loading={dismiss.isPending}
          disabled={isBusy}
        >
          Dismiss
        </Button>
      </Group>
    </Stack>
  );
}
