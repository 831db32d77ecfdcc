import { workerData } from 'node:worker_threads';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { NEVER, PipelineNumbers } from './pipeline-numbers.ts';
import { Progress } from './progress.ts';
import { Settler } from './settler/settler.ts';
import { RemoteSegments } from './spool/remote-segments.ts';
import type { CountThreadData, FromCountThread, ToCountThread } from './thread-messages.ts';
import { parent } from './threads/parent.ts';
import { Writer } from './writer/writer.ts';

/** The thread that brings events from the spool to ClickHouse and into the totals. */
const data = workerData as CountThreadData;
const logger = parent.logger(data.logLevel);
const numbers = new PipelineNumbers(data.numbers);

const client = createClient({
  ...data.clickhouse,
  application: 'breakeven',
  request_timeout: 300_000,
  max_open_connections: 10,
  // Whoever gets the error decides whether it is worth a line.
  log: { level: ClickHouseLogLevel.OFF },
  clickhouse_settings: { async_insert: 0 },
});
const progress: Progress = new Progress(() => numbers.set('settlingOldest', progress.oldest ?? NEVER));
const spool = new RemoteSegments(data.segments, {
  logger,
  onSetAside: () => numbers.add('writerSetAside', 1),
});
const settler = new Settler({
  client,
  progress,
  logger,
  isBusy: () => numbers.get('spoolSegments') > 0,
  onWaiting: (buckets) => numbers.set('settlingBuckets', buckets),
});
const writer = new Writer({
  spool,
  client,
  logger,
  onWritten({ position, oldest, events }, { stored, duplicates, conflicts, refused }) {
    numbers.add('dropped', events - stored);
    numbers.add('writerDuplicates', duplicates);
    numbers.add('writerRejected', conflicts + refused);
    // Before the spool forgets it, so that at every moment one of the two knows of an event that is not settled.
    progress.written(position, oldest);
    settler.wake();
  },
});

async function settle({ id, settle }: Extract<ToCountThread, { id: number }>): Promise<void> {
  const settled = progress.settled(settle);
  writer.wake();
  settler.hurry();
  await settled;
  const message: FromCountThread = { settled: id };
  parent.post(message);
}

async function stop(): Promise<void> {
  spool.stop();
  await Promise.all([settler.stop(), writer.stop()]);
  spool.close();
  await client.close();
  parent.close();
}

parent.onMessage((message: ToCountThread) => {
  if (message === 'stop') void stop();
  else if (message === 'marked') settler.wake();
  else void settle(message);
});
writer.start();
settler.start();
parent.ready();
