import { randomUUID } from 'node:crypto';
import { EnvironmentKeys } from '@breakeven/api/auth/environment-keys';
import { Sessions } from '@breakeven/api/auth/sessions';
import { SignInLinks } from '@breakeven/api/auth/sign-in-links';
import { ApiKey } from '@breakeven/api/stores/entities/api-key';
import { User } from '@breakeven/api/stores/entities/user';
import { KeyRing } from '@breakeven/api/stores/key-ring';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type StartedPostgres, startPostgres } from '../support/start-postgres.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

let postgres: StartedPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.stop());
beforeEach(() => postgres.dataSource.query('TRUNCATE users, sessions, sign_in_links, api_keys'));

async function administrator(passwordHash: string | null = 'hash'): Promise<User> {
  const values = { id: randomUUID(), email: passwordHash && 'ann@example.org', passwordHash };
  return postgres.dataSource.getRepository(User).save({ ...values, role: 'admin' as const });
}

describe('a key', () => {
  test('is found by its value, which is stored nowhere', async () => {
    const keyRing = new KeyRing(postgres.dataSource);
    const { key, row } = await keyRing.issue({ name: 'render', scopes: ['ingest'] });
    expect(await keyRing.find(key)).toEqual({ id: row.id, scopes: ['ingest'] });
    expect(await keyRing.find(`${key}x`)).toBeUndefined();
    const [stored] = await postgres.dataSource.query('SELECT api_keys::text AS text FROM api_keys');
    expect(stored.text).not.toContain(key.slice(9));
  });

  test('that was used stays known while PostgreSQL is away; another one is refused then', async () => {
    let isAway = false;
    const manager = new Proxy(postgres.dataSource.manager, {
      get: (target, name, receiver) => {
        if (isAway) return () => Promise.reject(new Error('connect ECONNREFUSED'));
        return Reflect.get(target, name, receiver);
      },
    });
    const keyRing = new KeyRing({ manager } as typeof postgres.dataSource);
    const { key } = await keyRing.issue({ name: 'render', scopes: ['ingest'] });
    await keyRing.find(key);
    isAway = true;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + DAY_MS }); // long after what is remembered without a look
    expect(await keyRing.find(key)).toMatchObject({ scopes: ['ingest'] });
    await expect(keyRing.find('another key')).rejects.toThrow('ECONNREFUSED');
    vi.useRealTimers();
  });

  test('that was used makes no request wait more than once for a PostgreSQL that hangs', async () => {
    let hangs = false;
    let asked = 0;
    const manager = new Proxy(postgres.dataSource.manager, {
      get: (target, name, receiver) => {
        if (name === 'findOneBy') asked += 1;
        return hangs ? () => new Promise(() => undefined) : Reflect.get(target, name, receiver);
      },
    });
    const keyRing = new KeyRing({ manager } as typeof postgres.dataSource);
    const { key } = await keyRing.issue({ name: 'render', scopes: ['ingest'] });
    await Promise.all([keyRing.find(key), keyRing.find(key), keyRing.find(key)]);
    expect(asked).toBe(1);
    expect(keyRing.findNow(key)).toMatchObject({ scopes: ['ingest'] });
    hangs = true;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + DAY_MS });
    expect(keyRing.findNow(key)).toBeUndefined();
    expect(await keyRing.find(key)).toMatchObject({ scopes: ['ingest'] });
    vi.setSystemTime(Date.now() + 2000);
    const since = performance.now();
    for (let n = 0; n < 10; n += 1) expect(await keyRing.find(key)).toBeDefined();
    expect(performance.now() - since).toBeLessThan(500);
    vi.useRealTimers();
  });

  test('ends at once when it is revoked', async () => {
    const keyRing = new KeyRing(postgres.dataSource);
    const { key, row } = await keyRing.issue({ name: 'render', scopes: ['ingest'] });
    await keyRing.find(key);
    expect(await keyRing.revoke(row.id)).toBe(true);
    expect(await keyRing.find(key)).toBeUndefined();
    expect(await keyRing.revoke(row.id)).toBe(false);
  });

  test('of the environment is made once, and replaced when its value changes', async () => {
    const keyRing = new KeyRing(postgres.dataSource);
    const start = (ingestApiKey: string) =>
      new EnvironmentKeys(postgres.dataSource, keyRing, { ingestApiKey } as never).onApplicationBootstrap();
    await start('first-value');
    const [first] = await postgres.dataSource.manager.find(ApiKey);
    await start('first-value');
    expect((await postgres.dataSource.manager.find(ApiKey)).map(({ id }) => id)).toEqual([first!.id]);
    await start('second-value');
    expect(await postgres.dataSource.manager.countBy(ApiKey, { origin: 'INGEST_API_KEY' })).toBe(1);
    expect(await keyRing.find('first-value')).toBeUndefined();
    expect(await keyRing.find('second-value')).toMatchObject({ scopes: ['ingest'] });
  });
});

describe('a session', () => {
  test('goes on as long as it is used, ends 14 days after the last use and 90 days after its start', async () => {
    const sessions = new Sessions(postgres.dataSource);
    const token = await sessions.begin(await administrator());
    const start = Date.now();
    expect(await sessions.find(token, start + 0.5 * DAY_MS)).toMatchObject({ renewed: false });
    for (let day = 10; day < 90; day += 10) {
      expect(await sessions.find(token, start + day * DAY_MS), `day ${day}`).toBeDefined();
    }
    expect(await sessions.find(token, start + 91 * DAY_MS)).toBeUndefined();

    const unused = await sessions.begin((await postgres.dataSource.manager.find(User))[0]!);
    expect(await sessions.find(unused, start + 15 * DAY_MS)).toBeUndefined();
  });

  test('is stored as a hash', async () => {
    const token = await new Sessions(postgres.dataSource).begin(await administrator());
    const [stored] = await postgres.dataSource.query('SELECT sessions::text AS text FROM sessions');
    expect(stored.text).not.toContain(token);
  });
});

describe('the one-time link', () => {
  test('makes the first administrator once', async () => {
    const links = new SignInLinks(postgres.dataSource);
    const token = (await links.issueIfNeeded())!;
    expect(await links.use(token)).toMatchObject({ role: 'admin', email: null });
    expect(await links.use(token)).toBeUndefined();
  });

  test('can be used by one of two who open it at the same time', async () => {
    const links = new SignInLinks(postgres.dataSource);
    const token = (await links.issueIfNeeded())!;
    const used = await Promise.all([links.use(token), links.use(token), links.use(token)]);
    expect(used.filter(Boolean)).toHaveLength(1);
  });

  test('expires', async () => {
    const links = new SignInLinks(postgres.dataSource);
    const token = (await links.issueIfNeeded())!;
    await postgres.dataSource.query('UPDATE sign_in_links SET expires_at = now()');
    expect(await links.use(token)).toBeUndefined();
  });

  test('is made anew at each start until an administrator has a password; the older one ends', async () => {
    const links = new SignInLinks(postgres.dataSource);
    const older = (await links.issueIfNeeded())!;
    const newer = (await links.issueIfNeeded())!;
    expect(await links.use(older)).toBeUndefined();
    const first = await links.use(newer);
    // Whoever came by the link and lost the session gets in again, as the same administrator.
    const again = await links.use((await links.issueIfNeeded())!);
    expect(again!.id).toBe(first!.id);

    const late = (await links.issueIfNeeded())!;
    await postgres.dataSource.manager.update(User, { id: first!.id }, { passwordHash: 'hash' });
    expect(await links.issueIfNeeded()).toBeUndefined();
    expect(await links.use(late)).toBeUndefined();
  });
});
