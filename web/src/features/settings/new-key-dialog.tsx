import { Alert, Button, Radio, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createKey } from '../../api/keys.ts';
import type { Scope } from '../../api/types.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { Dialog } from '../../components/dialog.tsx';

const SCOPES: { value: Scope; label: string; description: string }[] = [
  { value: 'ingest', label: 'ingest', description: 'Send events, nothing else.' },
  { value: 'read', label: 'read', description: 'Ask for reports.' },
  {
    value: 'admin',
    label: 'admin',
    description: 'Everything: prices, keys, settings, and both of the above.',
  },
];

/** Makes a key and shows it once: it is stored only as a hash. */
export function NewKeyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<Scope>('ingest');
  const make = useMutation({
    mutationFn: createKey,
    onSuccess: () => client.invalidateQueries({ queryKey: ['keys'] }),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    make.mutate({ name, scopes: [scope] });
  }

  function close() {
    make.reset();
    setName('');
    onClose();
  }

  return (
    <Dialog
      opened={opened}
      onClose={close}
      title={make.data ? 'Copy the key now' : 'Make a key'}
      closeOnClickOutside={!make.data}
    >
      {make.data ? (
        <Stack>
          <p style={{ margin: 0 }}>This is the only time that it is shown.</p>
          <CodeBlock label="The new key" code={make.data.key} wrap />
          <Button onClick={close}>I have copied it</Button>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label="Name"
              description="What the key is for"
              placeholder="render-service"
              required
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Radio.Group label="Scope" value={scope} onChange={(value) => setScope(value as Scope)}>
              <Stack gap={8} mt={6}>
                {SCOPES.map((one) => (
                  <Radio key={one.value} {...one} />
                ))}
              </Stack>
            </Radio.Group>
            {make.error ? (
              <Alert color="orange" role="alert">
                {make.error.message}
              </Alert>
            ) : null}
            <Button type="submit" loading={make.isPending}>
              Make the key
            </Button>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
