import { BreakevenClient, type EventData } from '@breakeven/client';

const breakeven = new BreakevenClient({
  url: process.env.BREAKEVEN_URL ?? 'http://127.0.0.1:3000',
  key: process.env.BREAKEVEN_API_KEY ?? '',
  source: 'moderation',
  onError: (error) => console.warn(error.message),
  onRejected: ({ event, errors }) => console.error('rejected', event.type, event.id, errors),
  onDropped: (events, reason) => console.error(`${events.length} events lost: ${reason}`),
});

type Stage = EventData<'moderation.decided'>['stage'];

/** Looks at one stage of a generation; what the classifier is not sure of goes to a person. */
function classify(generation: string, stage: Stage, score: number): 'allow' | 'block' | 'review' {
  const started = performance.now();
  const verdict = score > 0.9 ? 'block' : score > 0.6 ? 'review' : 'allow';
  breakeven.moderationDecided(generation, {
    ...{ stage, verdict, score, classifier: 'guard', classifier_version: '3' },
    ...(verdict !== 'allow' && { policy: 'adult_nudity' }),
    latency_ms: performance.now() - started,
  });
  return verdict;
}

/** A person looked at what a classifier was not sure of: their time has a price too. */
function reviewed(generation: string, stage: Stage, verdict: 'allow' | 'block', seconds: number): void {
  breakeven.moderationDecided(generation, {
    ...{ stage, verdict, decided_by: 'human', review_seconds: seconds, policy: 'adult_nudity' },
  });
}

classify('g-1', 'photo', 0.02);
classify('g-1', 'prompt', 0.1);
if (classify('g-1', 'video', 0.7) === 'review') reviewed('g-1', 'video', 'block', 41.5);
breakeven.moderationAppealed('g-1', { stage: 'video', outcome: 'overturned' });
reviewed('g-1', 'video', 'allow', 12);
classify('g-1', 'story', 0.05);

// At the end of the service's own shutdown, when no request is left.
await breakeven.close({ timeoutMs: 5000 });
