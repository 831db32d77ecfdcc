import { Command } from 'commander';
import { SendFailed } from '../sender/send-failed.ts';
import { type RunOptions, runDemo, runHistory, runLive } from './run.ts';
import { serverAt } from './server.ts';

interface CommonOptions {
  url: string;
  key?: string;
  seed: string;
  generationsPerDay: string;
}

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());

// Started as the child of a demonstration, it ends with its parent, however that ended.
process.once('disconnect', () => interrupted.abort());
process.channel?.unref();

const program = new Command('simulator').description(
  'Sends the traffic of an invented service to a running Breakeven: believable, the same for the same seed, and marked as sample data.',
);

command('history', 'sends the days up to now, with their prices')
  .option('--days <n>', 'length of the history', '30')
  .option('--until <time>', 'when the history ends (RFC 3339); now by default')
  .action((options: CommonOptions & { days: string; until?: string }) =>
    run(options, (common) =>
      runHistory({
        ...common,
        days: positive('--days', options.days),
        until: options.until === undefined ? Date.now() : instant(options.until),
      }),
    ),
  );

command('live', 'sends what happens from now on, until it is stopped').action((options: CommonOptions) =>
  run(options, (common) => untilStopped(runLive(common))),
);

command('demo', 'sends the prices, the history of 30 days, and then what happens from now on')
  .option('--state <file>', 'remembers how far it got, to go on there after a stop')
  .action((options: CommonOptions & { state?: string }) =>
    run(options, (common) => untilStopped(runDemo({ ...common, statePath: options.state }))),
  );

await program.parseAsync();

function command(name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .requiredOption('--url <address>', 'where Breakeven listens')
    .option('--key <key>', 'API key with scope admin; by default BREAKEVEN_API_KEY of the environment')
    .option('--seed <n>', 'another seed, another service', '1')
    .option('--generations-per-day <n>', 'size of the service; about ten events each', '1000');
}

async function run(options: CommonOptions, start: (common: RunOptions) => Promise<void>): Promise<void> {
  try {
    const key = options.key ?? process.env.BREAKEVEN_API_KEY;
    if (key === undefined || key === '')
      throw new SendFailed('There is no API key: give one with scope admin by --key or BREAKEVEN_API_KEY.');
    await start({
      server: serverAt(options.url.replace(/\/+$/, ''), key),
      seed: positive('--seed', options.seed),
      generationsPerDay: positive('--generations-per-day', options.generationsPerDay),
      signal: interrupted.signal,
    });
  } catch (error) {
    process.exitCode = 1;
    if (interrupted.signal.aborted) console.error('Stopped before all sample events were sent.');
    else console.error(error instanceof SendFailed ? error.message : error);
    // Other batches may still wait for their next try: they end with the run.
    interrupted.abort();
  }
}

/** Traffic without an end is meant to be stopped: that is no failure. */
async function untilStopped(running: Promise<void>): Promise<void> {
  await running.catch((error: unknown) => {
    if (!interrupted.signal.aborted) throw error;
  });
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new SendFailed(`${option} must be a whole number above 0, not ${text}.`);
}

function instant(text: string): number {
  const time = Date.parse(text);
  if (Number.isFinite(time)) return time;
  throw new SendFailed(`--until must be a time such as 2026-10-01T00:00:00Z, not ${text}.`);
}
