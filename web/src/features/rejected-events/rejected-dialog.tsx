import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { rejectedEventQuery } from '../../api/rejected-events.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { MendForm } from './mend-form.tsx';
import { readable } from './mended-event.ts';
import { ReasonList } from './reason-list.tsx';
import classes from './rejected-events.module.css';
import { utcClock } from './utc-clock.ts';

interface RejectedDialogProps {
  /** null: closed. */
  id: string | null;
  canEdit: boolean;
  onClose: () => void;
}

/** One rejected event: what is wrong, what came, what counts in its place, and what can be done. */
export function RejectedDialog({ id, canEdit, onClose }: RejectedDialogProps) {
  return (
    <Dialog
      opened={id !== null}
      onClose={onClose}
      title="Rejected event"
      size="xl"
      closeOnClickOutside={false}
    >
      {id === null ? null : <Details key={id} id={id} canEdit={canEdit} onClose={onClose} />}
    </Dialog>
  );
}

function Details({ id, canEdit, onClose }: { id: string; canEdit: boolean; onClose: () => void }) {
  const { data: item, error, refetch } = useQuery(rejectedEventQuery(id));
  if (error && !item) return <ErrorNote message={error.message} onRetry={() => void refetch()} />;
  if (!item) return <Skeleton height={320} radius="md" aria-label="Loading the event" />;
  const facts = [
    ['Received', utcClock(item.received_at)],
    ['Type', item.type],
    ['Source', item.source],
    ['Event id', item.event_id],
    ['Generation', item.generation_id],
  ].filter(([, value]) => value !== null);
  const isMendable = canEdit && item.status === 'open';
  return (
    <Stack gap="md">
      <ReasonList errors={item.errors} />
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <FactRow key={name} name={name!} value={value!} />
        ))}
      </dl>
      {item.stored_event ? (
        <div className={classes.beside}>
          <div>
            <h3>This one counts</h3>
            <CodeBlock
              label="The stored event"
              code={JSON.stringify(contentOf(item.stored_event), null, 2)}
              wrap
            />
          </div>
          <div>
            <h3>This one was refused</h3>
            <CodeBlock label="The refused event" code={readable(item.payload)} wrap />
          </div>
        </div>
      ) : null}
      {isMendable ? (
        <MendForm item={item} onDone={onClose} />
      ) : item.stored_event ? null : (
        <CodeBlock label="The event as it came" code={readable(item.payload)} wrap />
      )}
    </Stack>
  );
}

/** What the sender wrote, without what we know of its generation. */
function contentOf({ generation: _, ...event }: { generation: unknown }): object {
  return event;
}

function FactRow({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
