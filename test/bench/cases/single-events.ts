import type { Generator } from '../load/generator.ts';
import type { Content } from '../load/generator-messages.ts';
import { CpuMeter } from '../machine/cpu-meter.ts';
import { startProduct } from '../servers/product.ts';
import type { BenchServers } from './bench-servers.ts';
import { answersOf, perMillion, threadsPerMillion } from './measured.ts';
import { measureAsyncInsert } from './raw-clickhouse.ts';

/** By repetition. */
export type SingleEvents = Awaited<ReturnType<typeof measureSingleEvents>>;

type Requests = Awaited<ReturnType<typeof measureRequests>>;

/**
 * One event in each request. Beside it what the same server answers without storing: blanks of the same length, which it
 * reads, authorises and looks through, and an event that it knows already. And ClickHouse, which gathers single events
 * too when it is asked to. In turns.
 */
export async function measureSingleEvents(
  servers: BenchServers,
  { connections, seconds, repeats }: { connections: number; seconds: number; repeats: number },
) {
  const product = await startProduct(servers);
  try {
    const { generator } = servers;
    const rounds: { stored: Requests; blank: Requests; known: Requests; async_insert: AsyncInsert }[] = [];
    const roots = {
      ...{ generator: generator.pid, server: product.pid },
      ...{ postgresql: product.postgresPid, clickhouse: product.clickhouse.pid },
    };
    const load = (content: Content) =>
      measureRequests(generator, roots, { ...product.events(), connections, seconds }, content);
    for (let round = 0; round < repeats; round += 1) {
      const stored = await load({ kind: 'new-events', perRequest: 1, goesOn: round > 0 });
      await product.untilSettled();
      const blank = await load({ kind: 'blank' });
      const known = await load({ kind: 'known-event' });
      await product.untilSettled();
      rounds.push({
        ...{ stored, blank, known },
        async_insert: await measureAsyncInsert(servers, connections, seconds),
      });
    }
    return rounds;
  } finally {
    await product.remove();
  }
}

type AsyncInsert = Awaited<ReturnType<typeof measureAsyncInsert>>;

async function measureRequests(
  generator: Generator,
  roots: Record<string, number>,
  options: Parameters<Generator['load']>[0],
  content: Content,
) {
  const meter = await new CpuMeter(roots).start();
  const load = await generator.load(options, content);
  const cpu = await meter.read();
  return {
    ...answersOf(load),
    cpu_s_per_million: {
      ...Object.fromEntries(
        Object.entries(cpu.byRole).map(([role, used]) => [role, perMillion(used, load.requests)]),
      ),
      server_threads: threadsPerMillion(cpu, load.requests),
    },
  };
}
