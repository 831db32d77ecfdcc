import { type DemoState, readDemoState, writeDemoState } from './demo-state.ts';
import { postRates } from './post-rates.ts';
import { sampleExchangeRates, sampleRates } from './sample-rates.ts';
import { storyUntil } from './scenarios/story.ts';
import { sendTraffic, type TrafficOptions } from './send-traffic.ts';
import type { Server } from './server.ts';
import { showProgress } from './show-progress.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const DEMO_DAYS = 30;
/** The history begins this much earlier, so that its first days already have the ad revenue of the clips before them. */
const RUN_UP_DAYS = 6;
/** What follows from a request follows within these days. */
const LOOK_BACK_DAYS = 15;
const EVENTS_PER_GENERATION = 9.85;
const CAPACITY_EVENTS_PER_DAY = 480;
const GIVE_UP_AFTER_MS = 5 * 60_000;

export interface RunOptions {
  server: Server;
  seed: number;
  generationsPerDay: number;
  signal: AbortSignal;
}

/** Sends the prices and a history that ends at `until` (milliseconds since 1970). Sent again, it changes nothing. */
export async function runHistory(options: RunOptions & { days: number; until: number }): Promise<void> {
  const { server, until, days, seed, generationsPerDay } = options;
  const start = firstHour(until, days);
  await markAsSample(server);
  await postRates(server, sampleRates(start, storyUntil(until)), sampleExchangeRates(start, until, seed));
  const progress = showProgress(
    Math.round((days + RUN_UP_DAYS) * (generationsPerDay * EVENTS_PER_GENERATION + CAPACITY_EVENTS_PER_DAY)),
  );
  await sendTraffic(server, {
    ...quiet(options),
    sample: { seed, generationsPerDay, start, end: until, story: storyUntil(until) },
    from: start,
    onSent: progress.update,
  });
  progress.done();
}

/** Sends what happens from now on. It is the traffic that a history of the same seed and size is followed by. */
export async function runLive(options: RunOptions): Promise<void> {
  const { server, seed, generationsPerDay } = options;
  const now = Date.now();
  await markAsSample(server);
  // The prices came with the history: those of another start would take its prices over.
  await postRates(server, [], sampleExchangeRates(now, now, seed));
  await sendTraffic(server, {
    ...quiet(options),
    sample: {
      seed,
      generationsPerDay,
      start: now - LOOK_BACK_DAYS * DAY_MS,
      end: Number.POSITIVE_INFINITY,
      story: storyUntil(now),
    },
    from: now,
    giveUpAfterMs: Number.POSITIVE_INFINITY,
  });
}

/**
 * History and live traffic as one stream. With a state file it goes on after a stop where it was, and what would have
 * happened in between is sent at once.
 */
export async function runDemo(options: RunOptions & { statePath: string | undefined }): Promise<void> {
  const { server, statePath } = options;
  const state = (statePath === undefined ? undefined : readDemoState(statePath)) ?? newState(options);
  const began = Date.parse(state.began_at);
  const first = firstHour(began, DEMO_DAYS);
  await markAsSample(server);
  await postRates(
    server,
    sampleRates(first, storyUntil(began)),
    sampleExchangeRates(first, Date.now(), state.seed),
  );
  const save = (change: Partial<DemoState>): void => {
    Object.assign(state, change);
    if (statePath !== undefined) writeDemoState(statePath, state);
  };
  save({});
  const sentUntil = state.sent_until === null ? first : Date.parse(state.sent_until);
  const sample = { seed: state.seed, generationsPerDay: state.generations_per_day, story: storyUntil(began) };
  const stream: TrafficOptions = {
    ...quiet(options),
    sample: {
      ...sample,
      start: Math.max(first, sentUntil - LOOK_BACK_DAYS * DAY_MS),
      end: Number.POSITIVE_INFINITY,
    },
    from: sentUntil,
    giveUpAfterMs: Number.POSITIVE_INFINITY,
    onArrived: (until) => save({ sent_until: new Date(until).toISOString() }),
  };
  const days = (Date.now() - sentUntil) / DAY_MS;
  const progress = showProgress(
    Math.round(days * (state.generations_per_day * EVENTS_PER_GENERATION + CAPACITY_EVENTS_PER_DAY)),
  );
  let caughtUp = false;
  await sendTraffic(server, {
    ...stream,
    onSent: (count) => {
      if (!caughtUp) progress.update(count);
    },
    onArrived: (until) => {
      stream.onArrived(until);
      if (until < Date.now() || caughtUp) return;
      caughtUp = true;
      progress.done();
    },
  });
}

/** A history begins with a whole hour, or generations would have views and ads but no request. */
function firstHour(until: number, days: number): number {
  return Math.floor((until - (days + RUN_UP_DAYS) * DAY_MS) / HOUR_MS) * HOUR_MS;
}

function newState({ seed, generationsPerDay }: RunOptions): DemoState {
  return {
    seed,
    generations_per_day: generationsPerDay,
    began_at: new Date().toISOString(),
    sent_until: null,
  };
}

/** Lets every page say that its numbers are not real. */
async function markAsSample(server: Server): Promise<void> {
  await server.request('PATCH', '/v1/settings', { sample_data: true });
}

function quiet({
  signal,
}: RunOptions): Pick<TrafficOptions, 'signal' | 'giveUpAfterMs' | 'onSent' | 'onArrived'> {
  return { signal, giveUpAfterMs: GIVE_UP_AFTER_MS, onSent: () => {}, onArrived: () => {} };
}
