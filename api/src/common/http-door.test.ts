import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type DoorOptions, type HttpDoor, openHttpDoor } from './http-door.ts';
import { startingHandler } from './starting-handler.ts';

let door: HttpDoor;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await door.close();
});

async function open(options: Partial<DoorOptions> = {}): Promise<string> {
  door = await openHttpDoor({
    ...{ host: '127.0.0.1', port: 0, maxConnections: 100, first: () => undefined },
    ...options,
  });
  return `http://127.0.0.1:${door.port}`;
}

/** A client that sends these bytes and nothing more; what it gets until the server hangs up. */
function send(bytes: string): { socket: Socket; answer: Promise<string> } {
  const socket = connect(door.port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined).write(bytes);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  return { socket, answer: once(socket, 'close').then(() => answer) };
}

/** The problem of an answer as it came over the wire. */
function problemIn(answer: string): { status: number; code: string } {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  expect(head.toLowerCase()).toContain('content-type: application/problem+json');
  expect(head.toLowerCase()).toContain('connection: close');
  const problem = JSON.parse(body);
  expect(head).toContain(`HTTP/1.1 ${problem.status} `);
  return problem;
}

describe('the port', () => {
  test('answers before the application is there: alive, not ready, come back', async () => {
    const url = await open({ first: startingHandler(() => ['postgresql']) });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${url}/readyz?x=1`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ status: 'starting', missing: ['postgresql'] });
    const other = await fetch(`${url}/v1/events`, { method: 'POST', body: '[]' });
    expect(other.status).toBe(503);
    expect(other.headers.get('retry-after')).toBe('1');
    expect(other.headers.get('content-type')).toContain('application/problem+json');
    expect(await other.json()).toMatchObject({ status: 503, code: 'starting' });
  });

  test('that is taken and a foreign address are told in a sentence with what to do', async () => {
    await open();
    const second = { host: '127.0.0.1', port: door.port, maxConnections: 1, first: () => undefined };
    await expect(openHttpDoor(second)).rejects.toThrow(
      `Port ${door.port} is taken by another program: stop it, or set another PORT.`,
    );
    await expect(openHttpDoor({ ...second, host: '192.0.2.1', port: 0 })).rejects.toThrow(
      /HOST 192\.0\.2\.1 is not an address/,
    );
  });
});

describe('what never becomes a request', () => {
  test('because its headers do not end is cut off with 408', async () => {
    await open({ headersMs: 200 });
    const { socket, answer } = send('GET / HTTP/1.1\r\nhost: x\r\n');
    const drip = setInterval(() => socket.write('x-drip: 1\r\n'), 50);
    expect(problemIn(await answer)).toMatchObject({ status: 408, code: 'request_timeout' });
    clearInterval(drip);
  });

  test('because its body does not end is cut off with 408', async () => {
    await open({ headersMs: 200, requestMs: 300 });
    const { answer } = send('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n12345');
    expect(problemIn(await answer)).toMatchObject({ status: 408, code: 'request_timeout' });
  });

  test('because its headers are too large is answered with 431, and what is no HTTP with 400', async () => {
    await open();
    const large = send(`GET / HTTP/1.1\r\nhost: x\r\nx-large: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(problemIn(await large.answer)).toMatchObject({ status: 431, code: 'too_large' });
    expect(problemIn(await send('\x16\x03\x01\x02\x00 hello\r\n\r\n').answer)).toMatchObject({
      status: 400,
      code: 'invalid_request',
    });
  });

  test('is cut off without a word once its answer has begun', async () => {
    await open({ requestMs: 300, headersMs: 200, first: (_, response) => void response.write('half') });
    const { answer } = send('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n12345');
    expect(await answer).not.toContain('408');
  });
});

describe('too many connections', () => {
  const ask = (path = '/') => send(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`);

  test('are told so, each by one answer, and there is room again when others go', async () => {
    await open({ maxConnections: 2, first: (_, response) => response.end('welcome') });
    const served = [ask(), ask()];
    await sleep(100);
    expect(problemIn(await ask().answer)).toMatchObject({ status: 503, code: 'too_many_connections' });
    expect(await ask().answer).toMatch(/retry-after: 2/i);
    for (const { socket } of served) socket.end();
    expect(await served[0]!.answer).toContain('welcome');
    await sleep(100);
    const next = ask();
    await sleep(100);
    next.socket.end();
    expect(await next.answer).toContain('welcome');
  });

  test('do not look like the death of the process', async () => {
    await open({ maxConnections: 1, first: startingHandler(() => []) });
    ask();
    await sleep(50);
    expect(await ask('/healthz').answer).toMatch(/^HTTP\/1.1 200 /);
  });
});

describe('closing', () => {
  test('waits for the answers under way and takes no new connection', async () => {
    const url = await open({
      first: async (_, response) => {
        await sleep(200);
        response.end('whole');
      },
    });
    const underWay = fetch(url).then((answer) => answer.text());
    await sleep(50);
    const closed = door.close();
    await expect(fetch(url)).rejects.toThrow();
    expect(await underWay).toBe('whole');
    await closed;
  });

  test('waits for nobody who is idle, or has sent half a request', async () => {
    await open({ first: (request, response) => void request.on('end', () => response.end()).resume() });
    send('');
    send('GET / HTTP/1.1\r\nhost: x\r\n');
    send('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    send('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n12345');
    await sleep(100);
    const since = Date.now();
    await door.close();
    expect(Date.now() - since).toBeLessThan(1500);
  });
});
