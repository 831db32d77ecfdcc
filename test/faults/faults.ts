import { appendFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { clickHouseWithoutSpace } from '../support/clickhouse-without-space.ts';
import { enginePid } from '../support/engine-pid.ts';
import { type FailingDisk, readOnlyDisk, smallDisk } from '../support/failing-disk.ts';
import { type Scene, until } from './scene.ts';

/** Something that breaks, and what mends it. */
export interface Fault {
  name: string;
  env?: Record<string, string>;
  /** Senders speak through a proxy that breaks their connections. */
  cut?: true;
  /** A frame of the spool is lost, and the server reports it. */
  damages?: true;
  /** A folder of DATA_DIR that lies on a disk of its own. */
  disk?: (dataDir: string) => Promise<FailingDisk>;
  /** Resolves once it is mended. */
  happen(scene: Scene, disk: FailingDisk, dataDir: string): Promise<void>;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const clickHouse = (scene: Scene) => enginePid(scene.breakeven.pid, 'clickhouse');
const postgreSql = (scene: Scene) => enginePid(scene.breakeven.pid, 'postgresql');

/** The process and its children do nothing at all for a while, as on a machine that swaps. */
async function hang(pids: number[], meanwhile: () => Promise<unknown>): Promise<void> {
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  try {
    await meanwhile();
  } finally {
    for (const pid of pids) process.kill(pid, 'SIGCONT');
  }
}

const diskOf = (folder: string, make: (path: string) => Promise<FailingDisk>) => (dataDir: string) =>
  make(join(dataDir, folder));

/** Events are refused while the spool can't be written to, and taken again afterwards. */
async function refuseThenTake(scene: Scene, disk: FailingDisk): Promise<void> {
  const before = scene.traffic.resends();
  await disk.fail(scene.breakeven.pid);
  await until('events are refused', () => scene.traffic.resends() > before + 5);
  await sleep(2000);
  await disk.heal(scene.breakeven.pid);
}

/** The segments that wait in the spool of a server that is dead, oldest first. */
async function waitingSegments(dataDir: string): Promise<{ path: string; bytes: Buffer }[]> {
  const folder = join(dataDir, 'spool');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.seg')).sort();
  const segments = names.map(async (name) => {
    const path = join(folder, name);
    return { path, bytes: await readFile(path) };
  });
  return (await Promise.all(segments)).filter(({ bytes }) => bytes.length > 0);
}

/** The frames that the server has set aside as damaged. */
export async function framesSetAside(dataDir: string): Promise<Buffer[]> {
  const folder = join(dataDir, 'spool');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.corrupt'));
  return Promise.all(names.map((name) => readFile(join(folder, name))));
}

/** Lets events pile up in the spool, because ClickHouse does nothing, and cuts the power. */
async function dieWithFullSpool(scene: Scene, events: number): Promise<void> {
  process.kill(await clickHouse(scene), 'SIGSTOP');
  await scene.moreAcknowledged(events);
  await scene.breakeven.kill();
}

/** Where frames start in a segment: at these letters. */
function frameStarts(bytes: Buffer): number[] {
  const starts: number[] = [];
  for (let at = bytes.indexOf('BEF'); at !== -1; at = bytes.indexOf('BEF', at + 1)) starts.push(at);
  return starts;
}

/** Killed at each of these places in turn; the number tells which pass of the place it does not survive. */
function killedAt(kind: string, ...points: string[]): Fault {
  return {
    name: `kill -9 at ${kind}: ${points.map((point) => point.split(':')[0]).join(', ')}`,
    async happen(scene) {
      for (const [index, point] of points.entries()) {
        await scene.breakeven.kill();
        // Each place gets its share of events that nobody has seen before.
        scene.traffic.limitTo((index + 2) / (points.length + 2));
        await scene.restart({ BREAKEVEN_FAULT_POINT: point }, 'alive');
        await scene.diedBy(point);
      }
      await scene.restart({ BREAKEVEN_FAULT_POINT: undefined });
    },
  };
}

export const faults: Fault[] = [
  {
    name: 'ClickHouse killed, twice',
    async happen(scene) {
      for (let kill = 0; kill < 2; kill += 1) {
        process.kill(await clickHouse(scene), 'SIGKILL');
        await scene.moreAcknowledged(4000);
      }
    },
  },
  {
    name: 'ClickHouse hung for 15 s',
    async happen(scene) {
      await hang([await clickHouse(scene)], async () => {
        await Promise.all([scene.moreAcknowledged(8000), sleep(15_000)]);
      });
    },
  },
  {
    name: 'disk of ClickHouse full',
    disk: (dataDir) =>
      smallDisk(join(dataDir, 'clickhouse'), 512, (why) =>
        clickHouseWithoutSpace(join(dataDir, 'external'), why),
      ),
    async happen(scene, disk) {
      await disk.fail(scene.breakeven.pid);
      await scene.moreAcknowledged(8000);
      const { spool_events } = (await scene.api.request('GET', '/v1/ingest/status')).body;
      expect(spool_events, 'events that wait, because the disk is full').toBeGreaterThan(3000);
      await disk.heal(scene.breakeven.pid);
    },
  },
  {
    name: 'PostgreSQL killed',
    async happen(scene) {
      process.kill(await postgreSql(scene), 'SIGKILL');
      await scene.moreAcknowledged(4000);
    },
  },
  {
    name: 'PostgreSQL hung for 6 s',
    async happen(scene) {
      const { processTree } = await import('../support/process-tree.ts');
      await hang(await processTree(await postgreSql(scene)), async () => {
        await Promise.all([scene.moreAcknowledged(6000), sleep(6000)]);
      });
    },
  },
  {
    name: 'disk of the spool full',
    disk: diskOf('spool', (path) => smallDisk(path, 64)),
    happen: refuseThenTake,
  },
  {
    name: 'disk of the spool read-only',
    disk: diskOf('spool', readOnlyDisk),
    happen: refuseThenTake,
  },
  {
    name: 'torn end of the spool',
    async happen(scene, _, dataDir) {
      // The last frame is whole but nobody was told of it: any part of it may be missing after a power cut.
      await scene.breakeven.kill();
      for (const tear of [7, 'BEF2 and no more'] as const) {
        await scene.restart({ BREAKEVEN_FAULT_POINT: 'frame-written:15' }, 'alive');
        await scene.diedBy('frame-written');
        const { path, bytes } = (await waitingSegments(dataDir)).at(-1)!;
        if (typeof tear === 'string') await appendFile(path, tear);
        else await truncate(path, bytes.length - tear);
      }
      await scene.restart({ BREAKEVEN_FAULT_POINT: undefined });
      expect(scene.breakeven.output()).toMatch(/unfinished end/);
    },
  },
  {
    name: 'flipped byte in the spool',
    damages: true,
    async happen(scene, _, dataDir) {
      await dieWithFullSpool(scene, 6000);
      const { path, bytes } = (await waitingSegments(dataDir)).at(-1)!;
      const starts = frameStarts(bytes);
      const at = Math.floor(starts.length / 2);
      const middle = Math.floor((starts[at]! + starts[at + 1]!) / 2);
      bytes[middle] = bytes[middle]! ^ 0x10;
      await writeFile(path, bytes);
      await scene.restart();
      await until('the damage is reported', () => scene.breakeven.output().includes('set aside'));
    },
  },
  {
    name: 'clock that jumps by an hour',
    env: { NODE_OPTIONS: `--import=${new URL('../support/shift-clock.mjs', import.meta.url)}` },
    async happen(scene, _, dataDir) {
      const hour = 3_600_000;
      for (const shift of [hour, 0, -hour, 0]) {
        await writeFile(join(dataDir, 'clock'), String(shift));
        await scene.moreAcknowledged(3000);
      }
    },
  },
  {
    name: 'stopped under load, twice',
    async happen(scene) {
      for (let stop = 0; stop < 2; stop += 1) {
        expect(await scene.breakeven.stop()).toBe(0);
        await scene.restart();
        await scene.moreAcknowledged(3000);
      }
    },
  },
  {
    name: 'connections cut in the middle',
    cut: true,
    async happen(scene) {
      await scene.moreAcknowledged(4000);
      await until('many connections are cut', () => scene.proxy!.cuts() > 100);
      scene.proxy!.heal();
    },
  },
  killedAt('the spool', 'frame-written:15', 'frame-durable:15', 'segment-taken:3', 'segment-forgotten:3'),
  killedAt('the writer', 'events-stored:3', 'repairs-stored:2', 'blocked-usage-stored:2', 'buckets-marked:3'),
  killedAt('the keys', 'generation-buckets-stored:3', 'event-keys-stored:3', 'rejected-stored:2'),
  killedAt('the settler', 'rollups-stored:2', 'buckets-settled:2'),
];
