import { type Api, apiOf } from './api.ts';
import { type Examiner, examiner } from './examiner.ts';
import type { ReportQuery } from './reference/report-query.ts';
import { sendStream } from './send-stream.ts';
import { type Breakeven, startBreakeven } from './start-breakeven.ts';
import { type EventStream, eventStream, type StreamOptions } from './streams/event-stream.ts';

export interface StartedWithStream {
  breakeven: Breakeven;
  api: Api;
  stream: EventStream;
  examiner: Examiner;
}

/** Starts the product, sends a random stream and half of its rates before, the other half after it. */
export async function startWithStream(
  options: StreamOptions,
  range: ReportQuery['time_range'],
): Promise<StartedWithStream> {
  const stream = eventStream(options);
  const breakeven = await startBreakeven();
  try {
    return await sent(breakeven, stream, options, range);
  } catch (error) {
    await breakeven.remove();
    throw error;
  }
}

async function sent(
  breakeven: Breakeven,
  stream: EventStream,
  options: StreamOptions,
  range: ReportQuery['time_range'],
): Promise<StartedWithStream> {
  const api = apiOf(breakeven);
  const half = Math.floor(stream.rates.length / 2);
  await api.addRates(stream.rates.slice(0, half), stream.fxRates);
  const largest = Math.min(5000, Math.ceil(options.events / 8));
  await sendStream(api, breakeven.ingestKey, stream, { seed: options.seed, largest });
  await api.addRates(stream.rates.slice(half));
  await api.untilComplete();
  const { unique, rates, fxRates } = stream;
  const world = { arrivals: unique, rates, fxRates, reportingCurrency: 'USD' };
  return { breakeven, api, stream, examiner: await examiner(api, world, range) };
}
