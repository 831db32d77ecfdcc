import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openHttpDoor } from './http-door.ts';
import { startingHandler } from './starting-handler.ts';

test('the port answers before the application is there: alive, not ready, come back', async () => {
  const door = await openHttpDoor(
    '127.0.0.1',
    0,
    startingHandler(() => ['postgresql']),
  );
  const url = `http://127.0.0.1:${door.port}`;
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const ready = await fetch(`${url}/readyz?x=1`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toEqual({ status: 'starting', missing: ['postgresql'] });
  const other = await fetch(`${url}/v1/events`, { method: 'POST', body: '[]' });
  expect(other.status).toBe(503);
  expect(other.headers.get('retry-after')).toBe('1');
  expect(other.headers.get('content-type')).toContain('application/problem+json');
  expect(await other.json()).toMatchObject({ status: 503, code: 'starting' });
  await door.close();
});

test('closing waits for the answers under way and takes no new connection', async () => {
  const door = await openHttpDoor('127.0.0.1', 0, () => undefined);
  door.answerWith(async (_, response) => {
    await sleep(200);
    response.end('whole');
  });
  const url = `http://127.0.0.1:${door.port}`;
  const underWay = fetch(url).then((answer) => answer.text());
  await sleep(50);
  const closed = door.close();
  await expect(fetch(url)).rejects.toThrow();
  expect(await underWay).toBe('whole');
  await closed;
});

test('a taken port and a foreign address are told in a sentence with what to do', async () => {
  const door = await openHttpDoor('127.0.0.1', 0, () => undefined);
  await expect(openHttpDoor('127.0.0.1', door.port, () => undefined)).rejects.toThrow(
    `Port ${door.port} is taken by another program: stop it, or set another PORT.`,
  );
  await door.close();
  await expect(openHttpDoor('192.0.2.1', 0, () => undefined)).rejects.toThrow(
    /HOST 192\.0\.2\.1 is not an address/,
  );
});
