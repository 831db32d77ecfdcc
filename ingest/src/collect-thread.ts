import { workerData } from 'node:worker_threads';
import { Collector } from './collector/collector.ts';
import { NEVER, PipelineNumbers } from './pipeline-numbers.ts';
import { openSpool } from './spool/open-spool.ts';
import { serveSegments } from './spool/serve-segments.ts';
import type {
  CollectThreadData,
  FromCollectThread,
  NumberedAnswer,
  NumberedRequest,
  ToCollectThread,
} from './thread-messages.ts';
import { parent } from './threads/parent.ts';

/** The thread that reads requests and puts their events into the spool. */
const data = workerData as CollectThreadData;
const logger = parent.logger(data.logLevel);
const numbers = new PipelineNumbers(data.numbers);

const spool = await openSpool({
  directory: data.spoolDir,
  maxBytes: data.maxSpoolBytes,
  logger,
  onChange({ events, bytes, segments, oldest }) {
    numbers.set('spoolEvents', events);
    numbers.set('spoolBytes', bytes);
    numbers.set('spoolSegments', segments);
    numbers.set('spoolOldest', oldest ?? NEVER);
  },
  onSetAside: () => numbers.add('collectorSetAside', 1),
});
numbers.set('taken', spool.stats().events);

const { pseudonymKey, maxEventAgeDays } = data;
const collector = new Collector({ spool, pseudonymKey, maxEventAgeDays, now: Date.now });
const unanswered = new Set<Promise<void>>();
let answers: NumberedAnswer[] = [];

async function answer({ id, request }: NumberedRequest): Promise<void> {
  const answer = await collector.collect(request).catch((err: unknown) => {
    logger.error({ err }, 'collector: a request could not be worked on');
    return undefined;
  });
  if (answer !== undefined && 'accepted' in answer.body) {
    numbers.add('taken', answer.body.accepted);
    numbers.add('collectorDuplicates', answer.body.duplicates);
    numbers.add('collectorRejected', answer.body.rejected);
  }
  // The other requests of the group are answered in this turn too: one message takes all.
  if (answers.push({ id, answer }) === 1) setImmediate(sendAnswers);
}

function sendAnswers(): void {
  const message: FromCollectThread = { answers };
  answers = [];
  parent.post(message);
}

async function stop(): Promise<void> {
  await Promise.all(unanswered);
  await spool.close();
  if (answers.length > 0) sendAnswers();
  parent.close();
}

serveSegments(spool, data.segments);
parent.onMessage((message: ToCollectThread) => {
  if (message === 'stop') void stop();
  else {
    for (const request of message.requests) {
      const answered = answer(request).finally(() => unanswered.delete(answered));
      unanswered.add(answered);
    }
  }
});
parent.ready();
