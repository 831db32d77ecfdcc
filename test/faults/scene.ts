import { expect } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';
import { type EventStream, eventStream } from '../support/streams/event-stream.ts';
import { random } from '../support/streams/random.ts';
import { startTraffic, type Traffic } from '../support/traffic.ts';

const windows: [string, string][] = [['2026-10-03T00:00:00Z', '2026-10-05T00:00:00Z']];

/** What every fault is met with: one stream, so that the reference has to work out its answers once. */
export const stream: EventStream = eventStream({ seed: 20_261_123, events: 30_000, windows });
const rate = 2500;

/** A running product under traffic, to which a fault happens. */
export class Scene {
  breakeven: Breakeven;
  readonly traffic: Traffic;
  readonly proxy: CuttingProxy | undefined;

  private constructor(breakeven: Breakeven, traffic: Traffic, proxy: CuttingProxy | undefined) {
    this.breakeven = breakeven;
    this.traffic = traffic;
    this.proxy = proxy;
  }

  static async start(options: { dataDir: string; seed: number; env?: Record<string, string>; cut?: true }) {
    const { dataDir, seed, env, cut } = options;
    const breakeven = await startBreakeven({ dataDir, env });
    await apiOf(breakeven).addRates(stream.rates, stream.fxRates);
    const proxy = cut && (await startCuttingProxy(breakeven.url, random(seed)));
    const { url } = proxy ?? breakeven;
    const traffic = startTraffic(stream, { url, key: breakeven.ingestKey, seed, rate });
    return new Scene(breakeven, traffic, proxy);
  }

  get api(): Api {
    return apiOf(this.breakeven);
  }

  /** Waits until so many more events were acknowledged. */
  async moreAcknowledged(events: number): Promise<void> {
    const before = this.traffic.acknowledged() + this.traffic.repeats();
    await until(`${events} more events are acknowledged`, () => {
      return this.traffic.acknowledged() + this.traffic.repeats() >= before + events;
    });
  }

  /** Waits until everything that was acknowledged before now is in every answer. */
  async recovered(): Promise<void> {
    const now = Date.now();
    await until('everything is in every answer', async () => {
      const answer = await this.api.request('GET', '/v1/ingest/status').catch(() => undefined);
      return answer?.status === 200 && Date.parse(answer.body.complete_until) > now;
    });
  }

  /** Starts what is dead again on the same data. */
  async restart(changes: Record<string, string | undefined> = {}, until: 'ready' | 'alive' = 'ready') {
    this.breakeven = await this.breakeven.restart(changes, until);
  }

  /** Waits until the server has died at its fault point, then ends the engines that it left. */
  async diedBy(point: string): Promise<void> {
    const { breakeven } = this;
    let isDead = false;
    void breakeven.ended.then(() => {
      isDead = true;
    });
    await until(`the server comes to ${point}`, () => isDead);
    await breakeven.kill();
  }

  async sendAllAgain(): Promise<void> {
    const { url, ingestKey: key } = this.breakeven;
    await startTraffic(stream, { url, key, seed: 0, rate }).finish();
  }

  async remove(): Promise<void> {
    this.traffic.abandon();
    await this.breakeven.kill();
    await this.proxy?.close();
  }
}

export async function until(what: string, holds: () => unknown, withinMs = 60_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) expect.fail(`It took more than ${withinMs} ms until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
