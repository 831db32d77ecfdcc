import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type FakeServer, fakeServer, type Refusal } from '@breakeven/ingest/sender/fake-server';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

let folder: string;
let server: FakeServer;
let refuse: (request: number) => Refusal | undefined;

// A service of its own that has installed what `npm pack` makes of the client, and nothing else.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'breakeven-client-'));
  const pack = ['pack', '--silent', '--workspace', '@breakeven/client', '--pack-destination', folder];
  const { stdout } = await run('npm', pack, { cwd: root });
  const installed = join(folder, 'node_modules/@breakeven/client');
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xf', join(folder, stdout.trim()), '-C', installed, '--strip-components=1']);
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => {
  refuse = () => undefined;
  server = await fakeServer({ refuse: (request) => refuse(request) });
});
afterEach(() => server.close());

/** Runs a service that has made `client`. */
function service(code: string, options = '') {
  const made = `
    import { BreakevenClient, closeOnSignals } from '@breakeven/client';
    const client = new BreakevenClient({ url: '${server.url}', key: 'k', source: 's', batchDelayMs: 60_000, ${options} });
    const send = () => client.clipViewed('g', {});
    ${code}`;
  return spawn(process.execPath, ['--input-type=module', '--eval', made], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The exit code or signal that it ended with, and how long it lived in milliseconds. */
async function ending(child: ReturnType<typeof service>) {
  const started = performance.now();
  const [code, signal] = await once(child, 'exit');
  return { end: signal ?? code, ms: performance.now() - started };
}

test('a client that has nothing to send does not keep its process running', async () => {
  const { end, ms } = await ending(service(''));
  expect(end).toBe(0);
  expect(ms).toBeLessThan(10_000);
});

test('a process that runs out of work sends what is left first', async () => {
  expect(await ending(service('send(); send();'))).toMatchObject({ end: 0 });
  expect(server.events.size).toBe(2);
});

test('it also waits for a server that comes back soon', async () => {
  refuse = (request) => (request < 3 ? { status: 503 } : undefined);
  expect(await ending(service('send();'))).toMatchObject({ end: 0 });
  expect(server.events.size).toBe(1);
});

test('it does not wait for one that stays away, and says what was lost', async () => {
  refuse = () => ({ status: 503 });
  const child = service(
    'send(); process.on("exit", () => console.log(JSON.stringify(client.stats())));',
    'onError() {}, onDropped: (events, reason) => console.log(events.length, reason)',
  );
  const output = child.stdout.toArray();
  const { end, ms } = await ending(child);
  expect(end).toBe(0);
  expect(ms).toBeGreaterThan(9000);
  expect(ms).toBeLessThan(25_000);
  const [told, stats] = (await output).join('').split('\n');
  expect(told).toBe('1 closed');
  expect(JSON.parse(stats!)).toMatchObject({ buffered: 0, dropped: 1, accepted: 0 });
});

test('a flush that is awaited holds the process through the pauses between tries', async () => {
  refuse = (request) => (request < 3 ? { status: 503 } : undefined);
  const child = service('send(); console.log(await client.flush()); process.exit();', 'onError() {}');
  const output = child.stdout.toArray();
  expect(await ending(child)).toMatchObject({ end: 0 });
  expect((await output).join('')).toBe('true\n');
  expect(server.events.size).toBe(1);
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s sends what is left, then ends the process as ever',
  async (signal) => {
    const child = service('closeOnSignals(client); send(); setInterval(() => {}, 1000); console.log("up");');
    await once(child.stdout, 'data');
    child.kill(signal);
    expect(await ending(child)).toMatchObject({ end: signal });
    expect(server.events.size).toBe(1);
  },
);

test('a service with a shutdown of its own ends when it wants to', async () => {
  const child = service(`
    process.on('SIGTERM', () => setTimeout(() => process.exit(7), 1500));
    closeOnSignals(client);
    send();
    setInterval(() => {}, 1000);
    console.log('up');`);
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  expect(await ending(child)).toMatchObject({ end: 7 });
  expect(server.events.size).toBe(1);
});

test('what is installed has types of its own: a right service compiles, a wrong one does not', async () => {
  const compilerOptions = {
    ...{ module: 'NodeNext', target: 'ES2022', strict: true, noEmit: true, skipLibCheck: false, types: [] },
  };
  const right = `
    import { BreakevenClient, micros, type Rejection } from '@breakeven/client';
    const client = new BreakevenClient({ url: 'https://b.example', key: 'k', source: 's' });
    client.generationCompleted('g', { status: 'failed', gpu_seconds: 1, gpu_model: 'H100' }, { time: new Date() });
    client.adImpression(null, { revenue_micros: micros('1'), currency: 'EUR', placement: null });
    export const isOld = ({ event }: Rejection) => event.type === 'clip.viewed' && event.data.views === 1;
    // @ts-expect-error: a verdict is missing
    client.moderationDecided('g', { stage: 'video' });
    // @ts-expect-error: there is no such status
    client.generationCompleted('g', { status: 'done', gpu_seconds: 1, gpu_model: 'H100' });
    // @ts-expect-error: there is no such field
    client.clipShared('g', { channel: 'feed', chanel: 'feed' });
    // @ts-expect-error: one of the two must be there
    client.clipRated('g', {});
    // @ts-expect-error: no generation without an id
    client.clipViewed(null, {});`;
  await writeFile(join(folder, 'service.ts'), right);
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['service.ts'] }));
  for (const compiler of ['typescript7', 'typescript']) {
    const tsc = join(root, 'node_modules', compiler, 'bin/tsc');
    const { stdout } = await run(process.execPath, [tsc, '-p', folder]).catch((error) => error);
    expect(stdout).toBe('');
  }
});

test('it is small and brings nothing with it', async () => {
  const { dependencies } = JSON.parse(
    await readFile(join(folder, 'node_modules/@breakeven/client/package.json'), 'utf8'),
  );
  expect(dependencies).toBeUndefined();
  const { stdout } = await run('du', ['-sk', join(folder, 'node_modules')]);
  expect(Number.parseInt(stdout, 10)).toBeLessThan(250);
});
