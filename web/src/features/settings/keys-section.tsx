import { Button, Table, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keysQuery, revokeKey } from '../../api/keys.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { Panel } from '../../components/panel.tsx';
import { panelStateOf } from '../../reports/panel-state-of.ts';
import { NewKeyDialog } from './new-key-dialog.tsx';
import classes from './settings.module.css';
import { utcMoment } from './utc-moment.ts';

/** Keys for services and scripts. */
export function KeysSection() {
  const client = useQueryClient();
  const result = useQuery(keysQuery);
  const [opened, dialog] = useDisclosure(false);
  const [asked, setAsked] = useState<string | null>(null);
  const revoke = useMutation({
    mutationFn: revokeKey,
    onSettled: () => {
      setAsked(null);
      void client.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  const keys = result.data?.items ?? [];
  return (
    <Panel
      title="API keys"
      subtitle="A service that sends events needs a key with the scope ingest; a script that reads reports one with read."
      state={panelStateOf(result)}
      height={120}
      tools={
        <Button size="compact-md" onClick={dialog.open}>
          Make a key
        </Button>
      }
    >
      {revoke.error ? <ErrorNote message={revoke.error.message} /> : null}
      {keys.length === 0 ? (
        <p className={classes.none}>There is none yet.</p>
      ) : (
        // Relative: what is hidden in its head is placed absolutely and would widen the page on a phone.
        <Table.ScrollContainer minWidth={560} type="native" tabIndex={0} pos="relative">
          <Table verticalSpacing={6} aria-label="API keys">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th>Begins with</Table.Th>
                <Table.Th>Scopes</Table.Th>
                <Table.Th>Made (UTC)</Table.Th>
                <Table.Th>Last used (UTC)</Table.Th>
                <Table.Th>
                  <VisuallyHidden>Revoke</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {keys.map((key) => (
                <Table.Tr key={key.id}>
                  <Table.Td fw={600}>{key.name}</Table.Td>
                  <Table.Td ff="monospace">{key.prefix ? `${key.prefix}…` : ''}</Table.Td>
                  <Table.Td>{key.scopes.join(', ')}</Table.Td>
                  <Table.Td className="number">{utcMoment(key.created_at)}</Table.Td>
                  <Table.Td className="number">
                    {key.last_used_at ? utcMoment(key.last_used_at) : 'never'}
                  </Table.Td>
                  <Table.Td ta="right">
                    {asked === key.id ? (
                      <Button
                        size="compact-sm"
                        loading={revoke.isPending}
                        onClick={() => revoke.mutate(key.id)}
                        onBlur={() => setAsked(null)}
                        autoFocus
                      >
                        Revoke for good
                      </Button>
                    ) : (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`Revoke ${key.name}`}
                        onClick={() => setAsked(key.id)}
                      >
                        Revoke
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <NewKeyDialog opened={opened} onClose={dialog.close} />
    </Panel>
  );
}
