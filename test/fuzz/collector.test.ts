import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Collector } from '@breakeven/ingest/collector/collector';
import { openSpool } from '@breakeven/ingest/spool/open-spool';
import type { Spool } from '@breakeven/ingest/spool/spool';
import fc from 'fast-check';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anyInput } from './any-input.ts';
import { whatIsWrong } from './check-answer.ts';
import { documentedAnswer } from './documented-answer.ts';
import { describeInput, type FuzzInput } from './fuzz-input.ts';
import { extremes } from './inputs/extremes.ts';
import { personMark } from './inputs/json-text.ts';

/** Every run makes the same inputs; a failure names the seed of its batch and the very input. */
const seed = 20_261_123;
const inputs = 100_000;
const atOnce = 50;
const answersWithinMs = 10_000; // generous: what takes a second on a busy machine is no hang
const growsAtMost = 600 * 1024 ** 2;

let directory: string;
let spool: Spool;
let collector: Collector;
let accepted = 0;
const openapi = JSON.parse(readFileSync(new URL('../../api/openapi.json', import.meta.url), 'utf8'));
const isDocumented = documentedAnswer(openapi, '/v1/events', 'post');

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'breakeven-fuzz-'));
  spool = await openSpool({ directory, logger: pino({ level: 'silent' }) });
  collector = new Collector({ spool, pseudonymKey: Buffer.alloc(32, 7), maxEventAgeDays: 0, now: Date.now });
});
afterAll(async () => {
  await spool?.close();
  await rm(directory, { recursive: true, force: true });
});

async function expectDocumentedAnswer(input: FuzzInput, where: string): Promise<void> {
  const started = performance.now();
  const { kind: _, events: __, valid: ___, status: ____, ...request } = input;
  const answer = await collector
    .collect({ contentEncoding: undefined, ...request, backfill: false })
    .catch((error: Error) => ({ status: 0, body: { thrown: String(error.stack) } }));
  const isCounted = 'accepted' in answer.body;
  const took = performance.now() - started;
  const wrong =
    whatIsWrong(input, answer.status, answer.body) ??
    (isCounted ? isDocumented(answer.status, 'application/json', answer.body) : undefined) ??
    (took > answersWithinMs ? `the answer took ${took} ms` : undefined);
  if (wrong)
    throw new Error(
      `${where}: ${wrong}: ${JSON.stringify(answer).slice(0, 1500)} to ${describeInput(input)}`,
    );
  if ('accepted' in answer.body) accepted += answer.body.accepted;
}

it('answers 100,000 inputs of every kind as the contract says, without a crash or a hang, in bounded memory', async () => {
  const before = process.memoryUsage.rss();
  let largest = before;
  for (let batch = 0; batch < inputs / atOnce; batch += 1) {
    const some = fc.sample(anyInput, { seed: seed + batch, numRuns: atOnce });
    await Promise.all(some.map((input) => expectDocumentedAnswer(input, `seed ${seed + batch}`)));
    largest = Math.max(largest, process.memoryUsage.rss());
  }
  expect(largest - before).toBeLessThan(growsAtMost);
}, 170_000);

it('answers what is too deep, too many or too large as the contract says', async () => {
  for (const input of extremes()) await expectDocumentedAnswer(input, 'extremes');
}, 60_000);

it('has kept exactly what it accepted, and no raw user id', async () => {
  expect(spool.stats().events).toBe(accepted);
  expect(accepted).toBeGreaterThan(inputs / 10);
  for (const name of await readdir(directory)) {
    const kept = await readFile(join(directory, name));
    const at = kept.indexOf(personMark);
    expect(at === -1 ? '' : kept.toString('utf8', at - 200, at + 100), name).toBe('');
  }
});
