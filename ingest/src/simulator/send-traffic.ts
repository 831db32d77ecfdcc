import { setTimeout as sleep } from 'node:timers/promises';
import { EventSender } from '../sender/event-sender.ts';
import { type SampleOptions, sampleEvents } from './sample-events.ts';
import type { Server } from './server.ts';

export interface TrafficOptions {
  /** What to send; with `end` in the future, sending goes on in real time. */
  sample: SampleOptions;
  /** Leaves out what is sent before this instant (milliseconds since 1970). */
  from: number;
  /** How long one batch is tried before sending is given up. */
  giveUpAfterMs: number;
  signal: AbortSignal;
  /** Told after each batch: the number of events that have been answered. */
  onSent(count: number): void;
  /** Told now and then: everything sent before this instant has been answered. */
  onArrived(until: number): void;
}

const CHECKPOINT_EVENTS = 20_000;
const PAUSE_MS = 1000;

/** Sends sample traffic: what is in the past as fast as the server takes it, the rest when its time has come. */
export async function sendTraffic(server: Server, options: TrafficOptions): Promise<void> {
  const { sample, from, giveUpAfterMs, signal, onSent, onArrived } = options;
  let answered = 0;
  let added = 0;
  const target = { url: server.url, key: server.key, backfill: true, giveUpAfterMs, signal };
  const sender = new EventSender<undefined>(target, (batch) => {
    answered += batch.lines.length;
    onSent(answered);
  });
  const arrived = async (until: number): Promise<void> => {
    await sender.finish();
    onArrived(until);
  };
  for (const { sentAt, event } of sampleEvents(sample)) {
    if (sentAt < from) continue;
    signal.throwIfAborted();
    if (sentAt > Date.now()) await arrived(sentAt);
    while (sentAt > Date.now()) await sleep(Math.min(PAUSE_MS, sentAt - Date.now()), undefined, { signal });
    const full = sender.add(JSON.stringify(event), undefined);
    if (full !== undefined) await full;
    added += 1;
    if (added % CHECKPOINT_EVENTS === 0) await arrived(sentAt);
  }
  await arrived(sample.end);
}
