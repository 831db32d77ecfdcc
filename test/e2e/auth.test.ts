import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';

let breakeven: Breakeven;

/** A browser without pages: keeps its cookie and says that it is on our own page, unless told otherwise. */
function browser() {
  let cookie = '';
  return async (method: string, path: string, json?: unknown, headers: Record<string, string> = {}) => {
    const answer = await fetch(breakeven.url + path, {
      method,
      headers: {
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(cookie === '' ? {} : { cookie }),
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    });
    const set = answer.headers.get('set-cookie');
    if (set) cookie = set.split(';')[0]!;
    const text = await answer.text();
    return {
      status: answer.status,
      set,
      headers: answer.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
}

const linkIn = (output: string) =>
  [...output.matchAll(/\/sign-in\?token=([\w-]+)/g)].map(([, token]) => token!);
const account = { email: 'Ann@Example.org', password: 'correct horse battery' };

beforeAll(async () => {
  breakeven = await startBreakeven({ port: 4410 });
});
afterAll(() => breakeven?.remove());

describe('the first start', () => {
  it('prints a link that makes whoever opens it the first administrator, once', async () => {
    const [token, ...others] = linkIn(breakeven.output());
    expect(token).toBeDefined();
    expect(others).toEqual([]);
    const ann = browser();
    expect((await ann('GET', '/v1/auth/session')).status).toBe(401);

    const signedIn = await ann('POST', '/v1/auth/sign-in-link', { token });
    expect(signedIn.status).toBe(204);
    expect(signedIn.set).toMatch(/^breakeven_session=[\w-]{43}; .*HttpOnly; SameSite=Lax/);
    const session = { user: { email: null, role: 'admin' }, has_password: false };
    expect((await ann('GET', '/v1/auth/session')).body).toEqual(session);

    const again = await browser()('POST', '/v1/auth/sign-in-link', { token });
    expect(again).toMatchObject({ status: 401, body: { code: 'link_not_valid' } });
  });

  it('is followed by others that print a new link, until the administrator has a password', async () => {
    const [used] = linkIn(breakeven.output());
    await breakeven.stop();
    breakeven = await breakeven.restart();
    const [token] = linkIn(breakeven.output());
    expect(token).not.toBe(used);
    const ann = browser();
    await ann('POST', '/v1/auth/sign-in-link', { token });
    expect((await ann('PUT', '/v1/auth/account', account)).status).toBe(204);
    const session = { user: { email: 'ann@example.org', role: 'admin' }, has_password: true };
    expect((await ann('GET', '/v1/auth/session')).body).toEqual(session);

    await breakeven.stop();
    breakeven = await breakeven.restart();
    expect(linkIn(breakeven.output())).toEqual([]);
    expect((await ann('GET', '/v1/auth/session')).body).toEqual(session); // sessions outlive the server
  });
});

describe('a signed-in administrator', () => {
  it('signs in with e-mail address and password, in whatever case, and signs out', async () => {
    const ann = browser();
    const { status } = await ann('POST', '/v1/auth/sign-in', { ...account, email: 'ANN@example.org' });
    expect(status).toBe(204);
    expect((await ann('GET', '/v1/keys')).status).toBe(200);
    expect((await ann('POST', '/v1/auth/sign-out')).status).toBe(204);
    expect((await ann('GET', '/v1/keys')).status).toBe(401);
  });

  it('can change nothing from a page of another site', async () => {
    const ann = browser();
    await ann('POST', '/v1/auth/sign-in', account);
    const change = { reporting_time_zone: 'Asia/Kathmandu' };
    const fromElsewhere = await ann('PATCH', '/v1/settings', change, { 'sec-fetch-site': 'cross-site' });
    expect(fromElsewhere).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await ann('GET', '/v1/settings')).body.reporting_time_zone).toBe('UTC');
    expect((await ann('PATCH', '/v1/settings', change)).status).toBe(200);
  });

  it('needs the password of now for a new one, which ends all other sessions', async () => {
    const ann = browser();
    const thief = browser();
    await ann('POST', '/v1/auth/sign-in', account);
    await thief('POST', '/v1/auth/sign-in', account);
    const changed = { ...account, password: 'another horse battery' };
    expect(await thief('PUT', '/v1/auth/account', changed)).toMatchObject({ status: 403 });
    const known = { ...changed, current_password: account.password };
    expect((await ann('PUT', '/v1/auth/account', known)).status).toBe(204);
    expect((await ann('GET', '/v1/auth/session')).status).toBe(200);
    expect((await thief('GET', '/v1/auth/session')).status).toBe(401);
  });
});

describe('a wrong sign-in', () => {
  it('gets the same answer for an unknown e-mail address and for a wrong password', async () => {
    const attempt = async (email: string) => {
      const { status, body } = await browser()('POST', '/v1/auth/sign-in', { email, password: 'wrong' });
      return { status, code: body.code, detail: body.detail };
    };
    const unknown = await attempt('nobody@example.org');
    expect(unknown.status).toBe(401);
    expect(await attempt('ann@example.org')).toEqual(unknown);
  });

  it('is slowed down: after some attempts the answer is 429 with the time to wait', async () => {
    const wrong = { email: 'ann@example.org', password: 'wrong' };
    let answer = await browser()('POST', '/v1/auth/sign-in', wrong);
    for (let i = 0; i < 20 && answer.status === 401; i += 1) {
      answer = await browser()('POST', '/v1/auth/sign-in', wrong);
    }
    expect(answer).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('a request without a right key', () => {
  const get = (path: string, authorization?: string) =>
    fetch(breakeven.url + path, { headers: authorization === undefined ? {} : { authorization } });

  it('is 401 and told how to send one', async () => {
    for (const authorization of [undefined, 'Bearer nonsense', 'Basic abc', 'Bearer']) {
      const answer = await get('/v1/rates', authorization);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({ status: 401, code: 'unauthenticated' });
    }
  });

  it('is 403 and told which scope is missing', async () => {
    const answer = await get('/v1/rates', `Bearer ${breakeven.ingestKey}`);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('www-authenticate')).toContain('scope="read"');
    expect(await answer.json()).toMatchObject({ code: 'forbidden' });
  });
});

describe('an administrator of the environment', () => {
  it('can sign in from the first start on, without a link, and keeps a password changed since', async () => {
    const env = { ADMIN_EMAIL: 'ops@example.org', ADMIN_PASSWORD: 'first password' };
    let other = await startBreakeven({ env, port: 4411 });
    const signIn = (password: string) =>
      fetch(`${other.url}/v1/auth/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: env.ADMIN_EMAIL, password }),
      });
    try {
      expect(linkIn(other.output())).toEqual([]);
      const answer = await signIn(env.ADMIN_PASSWORD);
      expect(answer.status).toBe(204);
      const changed = await fetch(`${other.url}/v1/auth/account`, {
        method: 'PUT',
        headers: {
          'content-type': 'application/json',
          cookie: answer.headers.get('set-cookie')!.split(';')[0]!,
          origin: other.url,
        },
        body: JSON.stringify({
          ...{ email: env.ADMIN_EMAIL, password: 'second password', current_password: env.ADMIN_PASSWORD },
        }),
      });
      expect(changed.status).toBe(204);
      await other.stop();
      other = await other.restart();
      expect((await signIn('second password')).status).toBe(204);
      expect((await signIn(env.ADMIN_PASSWORD)).status).toBe(401);
      expect(other.output()).not.toContain(env.ADMIN_PASSWORD);
    } finally {
      await other.remove();
    }
  });
});
