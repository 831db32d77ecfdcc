import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { sessionQuery, signIn, signInByLink } from '../../api/session.ts';
import { EntryCard } from './entry-card.tsx';
import { safeNext } from './safe-next.ts';

/** Signs in with a password, or with the one-time link that the first start printed. */
export default function SignInPage() {
  const [params] = useSearchParams();
  const client = useQueryClient();
  const token = params.get('token');
  const next = safeNext(params.get('next'));
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const onSuccess = () => client.fetchQuery({ ...sessionQuery, staleTime: 0 });
  const byPassword = useMutation({ mutationFn: signIn, onSuccess });
  const byLink = useMutation({ mutationFn: signInByLink, onSuccess });
  // React runs effects twice in development; a link works only once.
  const redeemed = useRef(false);
  const { mutate: redeem } = byLink;
  useEffect(() => {
    if (token && !redeemed.current) {
      redeemed.current = true;
      redeem(token);
    }
  }, [token, redeem]);

  if (byLink.isSuccess || byPassword.isSuccess) return <Navigate to={next} replace />;
  if (token && !byLink.isError) return <EntryCard title="Signing in…" />;

  function submit(event: FormEvent) {
    event.preventDefault();
    byPassword.mutate({ email, password });
  }

  const error = byPassword.error ?? byLink.error;
  return (
    <EntryCard title="Sign in">
      <form onSubmit={submit}>
        <Stack>
          {error ? (
            <Alert color="orange" role="alert">
              {error.message}
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
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" loading={byPassword.isPending} fullWidth>
            Sign in
          </Button>
        </Stack>
      </form>
    </EntryCard>
  );
}
