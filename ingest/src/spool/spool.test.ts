import {
  appendFileSync,
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import pino from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { eventKey } from '../contract/event-key.ts';
import { newEventRow } from '../contract/new-event-row.ts';
import type { RejectedEvent } from '../contract/rejected-event.ts';
import { encodeFrame } from './frame-codec.ts';
import { decodeEvents, encodeEvents } from './native/event-block.ts';
import { openSpool, type SpoolOptions } from './open-spool.ts';
import { readFrames } from './read-frames.ts';
import type { SegmentFacts } from './segment.ts';
import type { Spool } from './spool.ts';
import type { SpoolFrame } from './spool-frame.ts';

let directory: string;
const spools: Spool[] = [];
const logged: { level: number; msg: string }[] = [];
const logger = pino({ level: 'debug' }, { write: (line: string) => logged.push(JSON.parse(line)) });

beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'breakeven-spool-')), 'spool');
  logged.length = 0;
  setAside = 0;
});

afterEach(async () => {
  vi.restoreAllMocks();
  for (const spool of spools.splice(0)) await spool.close();
  await rm(directory, { recursive: true, force: true });
});

async function start(options: Partial<SpoolOptions> = {}): Promise<Spool> {
  const spool = await openSpool({ directory, logger, ...options });
  spools.push(spool);
  return spool;
}

function frame(...ids: string[]): SpoolFrame {
  const rows = ids.map((id) => ({ ...newEventRow(), source: 's', id }));
  const keys = Float64Array.from(ids, (id) => eventKey('s', id));
  return { events: rows.length, block: encodeEvents(rows), keys, rejected: [] };
}

const REJECTED = { rejected_event_id: 'r1', code: 'invalid_value', payload: '{"a":"ö\\n"}' } as RejectedEvent;

let setAside = 0;
const report = { logger, onSetAside: () => (setAside += 1) };

async function framesOf(segment: SegmentFacts | undefined): Promise<SpoolFrame[]> {
  const frames: SpoolFrame[] = [];
  for await (const read of readFrames(segment!, report)) frames.push(read);
  return frames;
}

async function idsOf(segment: SegmentFacts | undefined): Promise<string[]> {
  return (await framesOf(segment)).flatMap(({ block }) => decodeEvents(block).map(({ id }) => id));
}

/** Everything that waits, as a start after a crash finds it. */
async function replay(
  options: Partial<SpoolOptions> = {},
): Promise<{ ids: string[]; segments: SegmentFacts[]; spool: Spool }> {
  const spool = await start(options);
  const segments: SegmentFacts[] = [];
  for (let waiting = spool.stats().segments; waiting > 0; waiting -= 1)
    segments.push((await spool.takeSegment())!);
  const ids: string[] = [];
  for (const segment of segments) ids.push(...(await idsOf(segment)));
  return { ids, segments, spool };
}

const files = (ending = '.seg') =>
  readdirSync(directory)
    .filter((name) => name.endsWith(ending))
    .sort();
const newest = () => join(directory, files().at(-1)!);

/** Lets the next call of a method of any open file fail or do something else. */
async function interfere<K extends 'write' | 'datasync' | 'truncate'>(
  method: K,
  instead: (...args: never[]) => unknown,
) {
  const handle = await open(import.meta.filename, 'r');
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  return vi.spyOn(prototype, method).mockImplementation(instead as never);
}

const noSpace = () => Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));

test('what was appended comes back in order, events and rejected ones', async () => {
  const spool = await start();
  await spool.append(frame('a', 'b'));
  const position = await spool.append({ ...frame('c'), rejected: [REJECTED, REJECTED] });
  const segment = (await spool.takeSegment())!;
  expect(await framesOf(segment)).toEqual([
    frame('a', 'b'),
    { ...frame('c'), rejected: [REJECTED, REJECTED] },
  ]);
  expect(segment).toMatchObject({ events: 3, rejected: 2, position });
  expect(await idsOf(segment)).toEqual(['a', 'b', 'c']);
});

test('an append is acknowledged only after fdatasync of a file that holds all of it', async () => {
  const spool = await start();
  const original = Object.getPrototypeOf(await openOnce()) as FileHandle;
  const datasync = original.datasync;
  let sizeAtSync = 0;
  let isSynced = false;
  await interfere('datasync', async function (this: FileHandle) {
    sizeAtSync = (await this.stat()).size;
    await datasync.call(this);
    isSynced = true;
  });
  const position = await spool.append(frame('a'));
  expect(isSynced).toBe(true);
  expect(sizeAtSync).toBe(position.end);
});

async function openOnce(): Promise<FileHandle> {
  const handle = await open(import.meta.filename, 'r');
  await handle.close();
  return handle;
}

test('appends that come together are written whole and one after the other', async () => {
  const spool = await start();
  const ids = Array.from({ length: 200 }, (_, index) => `e${index}`);
  const positions = await Promise.all(ids.map((id) => spool.append(frame(id))));
  const ends = positions.map(({ end }) => end);
  expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b));
  expect(await idsOf(await spool.takeSegment())).toEqual(ids);
});

test('a taker waits for a segment, takers are served oldest first, and none gets the same', async () => {
  const spool = await start();
  const first = spool.takeSegment();
  const second = spool.takeSegment();
  await spool.append(frame('a'));
  expect(await idsOf(await first)).toEqual(['a']);
  await spool.append(frame('b'));
  const taken = (await second)!;
  expect(await idsOf(taken)).toEqual(['b']);
  expect(taken.sequence).toBeGreaterThan((await first)!.sequence);
  expect(taken.token).not.toBe((await first)!.token);
});

test('a segment is closed when it holds 100,000 events, so that an insert has a good size', async () => {
  const spool = await start();
  const many = frame(...Array.from({ length: 10_000 }, (_, index) => `${index}`));
  for (let count = 0; count < 12; count += 1) await spool.append(many);
  expect((await spool.takeSegment())!.events).toBe(100_000);
  expect((await spool.takeSegment())!.events).toBe(20_000);
});

test('what is not forgotten is there after a restart, with the same sequence and token', async () => {
  const spool = await start();
  await spool.append(frame('a'));
  const first = (await spool.takeSegment())!;
  await spool.append(frame('b'));
  const second = (await spool.takeSegment())!;
  await spool.append(frame('c'));
  await spool.forget(first.sequence);
  await spool.close();

  const { ids, segments } = await replay();
  expect(ids).toEqual(['b', 'c']);
  expect(segments[0]).toMatchObject({
    sequence: second.sequence,
    token: second.token,
    events: 1,
    position: second.position,
  });
});

test('forgetting deletes files in any order, and the last one stays empty to remember the sequence', async () => {
  const spool = await start();
  const segments: SegmentFacts[] = [];
  for (const id of ['a', 'b', 'c']) {
    await spool.append(frame(id));
    segments.push((await spool.takeSegment())!);
  }
  const { last, ...waiting } = spool.stats();
  expect(waiting).toMatchObject({ segments: 3, events: 3 });
  for (const index of [1, 0, 2]) await spool.forget(segments[index]!.sequence);
  expect(spool.stats()).toEqual({ segments: 0, events: 0, bytes: 0, oldest: undefined, last });
  expect(last).toEqual(segments[2]!.position);
  expect(files().map((name) => statSync(join(directory, name)).size)).toEqual([0]);
});

test('sequences never repeat: not after a restart, not with an empty directory, not when the clock goes back', async () => {
  const seen: number[] = [];
  for (const now of [1_760_000_000_000, 1_760_000_000_000, 1_500_000_000_000, 1_750_000_000_000]) {
    const spool = await start({ now: () => now });
    for (const id of ['a', 'b']) {
      await spool.append(frame(id));
      const segment = (await spool.takeSegment())!;
      seen.push(segment.sequence);
      await spool.forget(segment.sequence);
    }
    await spool.close();
  }
  expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
  expect(files()).toHaveLength(1);
  expect(files()[0]).toMatch(/^\d{12}\.seg$/);
});

test('a crash within a write loses only what was not acknowledged: the torn end is cut and said', async () => {
  const spool = await start();
  const { end } = await spool.append(frame('a'));
  await spool.append(frame('b'));
  await spool.close();
  const whole = readFileSync(newest());
  for (const size of [end + 1, end + 31, end + 32, whole.length - 1]) {
    writeFileSync(newest(), whole.subarray(0, size));
    logged.length = 0;
    const { ids, spool: next } = await replay();
    expect(ids).toEqual(['a']);
    expect(logged).toEqual([expect.objectContaining({ level: 40, bytes: size - end })]);
    expect(files('.corrupt')).toEqual([]);
    await next.close();
    expect(statSync(newest()).size).toBe(end);
  }
});

test('zeros where a file grew but its bytes never reached the disk are cut', async () => {
  const spool = await start();
  await spool.append(frame('a'));
  await spool.close();
  appendFileSync(newest(), Buffer.alloc(4096));
  expect((await replay()).ids).toEqual(['a']);
});

test('a damaged frame in the middle is set aside, what comes after it is kept, and both are said', async () => {
  const spool = await start();
  const first = await spool.append(frame('a'));
  const second = await spool.append(frame('b'));
  await spool.append(frame('c'));
  await spool.close();
  const damaged = openSync(newest(), 'r+');
  writeSync(damaged, Buffer.of(0xff, 0xee), 0, 2, first.end + 40);
  closeSync(damaged);

  const next = await start({ onSetAside: report.onSetAside });
  const segment = await next.takeSegment();
  expect(logged).toEqual([]);
  expect(await idsOf(segment)).toEqual(['a', 'c']);
  expect(await idsOf(segment)).toEqual(['a', 'c']);
  expect(files('.corrupt')).toEqual([files()[0]!.replace('.seg', `-${first.end}.corrupt`)]);
  expect(statSync(join(directory, files('.corrupt')[0]!)).size).toBe(second.end - first.end);
  expect(logged).toEqual([expect.objectContaining({ level: 50, start: first.end, end: second.end })]);
  expect(setAside).toBe(1);
  await next.close();
  await start({ onSetAside: report.onSetAside });
  expect(setAside).toBe(2);
});

test('a damaged end of an older segment is set aside, not cut as if it had never been acknowledged', async () => {
  const spool = await start();
  const { end } = await spool.append(frame('a'));
  await spool.append(frame('b'));
  const older = newest();
  await spool.takeSegment();
  await spool.append(frame('c'));
  await spool.close();
  writeFileSync(older, readFileSync(older).subarray(0, -1));

  expect((await replay()).ids).toEqual(['a', 'c']);
  expect(files('.corrupt')).toEqual([expect.stringContaining(`-${end}.corrupt`)]);
});

test('a start reads none but the newest segment, whatever waits', async () => {
  const spool = await start();
  const large = { ...frame('a'), rejected: [{ ...REJECTED, payload: 'x'.repeat(1_000_000) }] };
  for (const end of [large, large, large]) {
    for (let count = 0; count < 3; count += 1) await spool.append(end);
    await spool.takeSegment();
  }
  await spool.append(frame('b'));
  const { last: _, ...waiting } = spool.stats();
  await spool.close();
  let read = 0;
  const original = (await openOnce()) as unknown as { read: FileHandle['read'] };
  const reading = Object.getPrototypeOf(original).read as FileHandle['read'];
  const spy = vi.spyOn(Object.getPrototypeOf(original), 'read').mockImplementation(async function (
    this: unknown,
    ...args: unknown[]
  ) {
    const result = await (reading as (...args: unknown[]) => Promise<{ bytesRead: number }>).apply(
      this,
      args,
    );
    read += result.bytesRead;
    return result;
  });
  const next = await start();
  spy.mockRestore();
  expect(next.stats()).toMatchObject(waiting);
  expect(read).toBeLessThan(1_000_000);
});

test('frames without keys, as an older version wrote them, are read as if they had them', async () => {
  const [first, second] = [frame('a', 'b'), { ...frame(), block: new Uint8Array(), rejected: [REJECTED] }];
  const older = [first, second].map((one) =>
    asOlderVersion(encodeFrame({ ...one, keys: new Float64Array() }, 1).bytes),
  );
  await start().then((spool) => spool.close());
  const newer = encodeFrame(frame('c'), 1_760_000_000_000).bytes;
  writeFileSync(join(directory, '000000000001.seg'), Buffer.concat([...older, newer]));
  writeFileSync(join(directory, '000000000002.seg'), '');
  const segment = await (await start()).takeSegment();
  expect(segment).toMatchObject({ events: 3, rejected: 1 });
  expect(await framesOf(segment)).toEqual([first, { ...second, block: Buffer.alloc(0) }, frame('c')]);
});

function asOlderVersion(bytes: Buffer): Buffer {
  bytes.write('BEF1', 'latin1');
  bytes.writeUInt32LE(crc32(bytes.subarray(12)), 8);
  return bytes;
}

test('any damage of any byte loses at most the frames that it touches', async () => {
  const frames = ['a', 'b', 'c', 'd'].map((id) => encodeFrame(frame(id), 1_760_000_000_000).bytes);
  const whole = Buffer.concat(frames);
  await start().then((spool) => spool.close());
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= flip;
      writeFileSync(join(directory, '000000000001.seg'), bytes);
      writeFileSync(join(directory, '000000000002.seg'), '');
      const { ids, spool } = await replay();
      await spool.close();
      const touched = 'abcd'[Math.floor(at / frames[0]!.length)];
      expect(ids).toEqual([...'abcd'].filter((id) => id !== touched));
    }),
    // The first turns the magic of a frame into that of older ones.
    { numRuns: 60, examples: [[frames[0]!.length + 3, 3]] },
  );
});

test('a full spool refuses, says so, and takes events again once some are forgotten', async () => {
  const size = encodeFrame(frame('a'), 0).bytes.length;
  const spool = await start({ maxBytes: 2 * size });
  await spool.append(frame('a'));
  await spool.append(frame('b'));
  await expect(spool.append(frame('c'))).rejects.toMatchObject({ code: 'spool_full' });
  await spool.forget((await spool.takeSegment())!.sequence);
  await spool.append(frame('d'));
  expect(await idsOf(await spool.takeSegment())).toEqual(['d']);
});

test('a disk without space refuses whole groups, leaves no half frame, and the spool works again when there is space', async () => {
  const spool = await start();
  await spool.append(frame('a'));
  const handle = await openOnce();
  const write = Object.getPrototypeOf(handle).write as (...args: unknown[]) => Promise<unknown>;
  let calls = 0;
  const full = await interfere('write', function (this: FileHandle, ...args: unknown[]) {
    calls += 1;
    const [bytes, offset, , position] = args as [Buffer, number, number, number];
    // The disk takes ten bytes, then nothing.
    return calls % 2 === 1 ? write.call(this, bytes, offset, 10, position) : noSpace();
  } as never);
  const refused = await Promise.allSettled([
    spool.append(frame('b')),
    spool.append(frame('c')),
    spool.append(frame('d')),
  ]);
  expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  for (const result of refused)
    expect(result).toMatchObject({ reason: { code: 'spool_unavailable', cause: { code: 'ENOSPC' } } });
  full.mockRestore();

  await spool.append(frame('e'));
  expect(logged.map(({ level }) => level)).toEqual([50, 30]);
  await spool.close();
  const { ids } = await replay();
  expect(ids).toEqual(['a', 'e']);
  expect(files('.corrupt')).toEqual([]);
});

test('a failed fdatasync acknowledges nothing, and its file takes no more frames', async () => {
  const spool = await start();
  const before = await spool.append(frame('a'));
  const failing = await interfere('datasync', () =>
    Promise.reject(Object.assign(new Error('i/o error'), { code: 'EIO' })),
  );
  await expect(spool.append(frame('b'))).rejects.toMatchObject({ code: 'spool_unavailable' });
  failing.mockRestore();
  const after = await spool.append(frame('c'));
  expect(after.segment).toBeGreaterThan(before.segment);
  await spool.close();
  expect((await replay()).ids).toEqual(['a', 'c']);
});

test('when the failed write cannot even be taken back, its bytes are never read', async () => {
  const spool = await start();
  await spool.append(frame('a'));
  const datasync = await interfere('datasync', noSpace);
  const truncate = await interfere('truncate', noSpace);
  await expect(spool.append(frame('b'))).rejects.toMatchObject({ code: 'spool_unavailable' });
  datasync.mockRestore();
  truncate.mockRestore();
  await spool.append(frame('c'));
  expect(await idsOf(await spool.takeSegment())).toEqual(['a']);
  expect(await idsOf(await spool.takeSegment())).toEqual(['c']);
});

test('a segment can be taken while the disk takes nothing more', async () => {
  const spool = await start();
  await spool.append(frame('a'));
  await interfere('write', noSpace);
  await expect(spool.append(frame('b'))).rejects.toMatchObject({ code: 'spool_unavailable' });
  const segment = (await spool.takeSegment())!;
  expect(await idsOf(segment)).toEqual(['a']);
  await spool.forget(segment.sequence);
});

test('a spool that is closed keeps its events, ends the wait of takers and refuses appends', async () => {
  const spool = await start();
  await spool.append(frame('a'));
  await spool.takeSegment();
  const waiting = spool.takeSegment();
  const running = spool.append(frame('b'));
  await spool.close();
  await running;
  expect(await waiting).toBeOneOf([undefined, expect.objectContaining({ events: 1 })]);
  expect(await spool.takeSegment()).toBeUndefined();
  await expect(spool.append(frame('c'))).rejects.toMatchObject({ code: 'spool_unavailable' });
  expect((await replay()).ids).toEqual(['a', 'b']);
});

test('the age of what waits survives a restart', async () => {
  const spool = await start({ now: () => 1_760_000_000_000 });
  await spool.append(frame('a'));
  expect(spool.stats().oldest).toBe(1_760_000_000_000);
  await spool.close();
  expect((await start({ now: () => 1_760_000_500_000 })).stats()).toMatchObject({
    oldest: 1_760_000_000_000,
    events: 1,
  });
});
