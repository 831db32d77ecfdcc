import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { sessionQuery, setAccount } from '../../api/session.ts';
import { EntryCard } from './entry-card.tsx';

const SHORTEST_PASSWORD = 8;

/** The first administrator, who came by the one-time link, says how to sign in from now on. */
export default function AccountPage() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const save = useMutation({
    mutationFn: setAccount,
    onSuccess: async () => {
      await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
      await navigate('/', { replace: true });
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ email, password });
  }

  return (
    <EntryCard
      title="Set up your account"
      text="The link that brought you here works only once. Choose how you will sign in from now on."
    >
      <form onSubmit={submit}>
        <Stack>
          {save.error ? (
            <Alert color="orange" role="alert">
              {save.error.message}
            </Alert>
          ) : null}
          <TextInput
            label="E-mail"
            type="email"
            name="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label="Password"
            description={`At least ${SHORTEST_PASSWORD} characters`}
            name="password"
            autoComplete="new-password"
            minLength={SHORTEST_PASSWORD}
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={save.isPending} fullWidth>
            Save and continue
          </Button>
        </Stack>
      </form>
    </EntryCard>
  );
}
