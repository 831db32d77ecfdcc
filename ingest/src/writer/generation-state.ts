import type { EventRow } from '../contract/event-row.ts';
import { compareText } from './text-order.ts';

/**
 * The parts of what is known of a generation: of which event each part keeps the time, id and these further words.
 * The same names, orders and words are the columns of the table `generations`.
 */
export const STATE_PARTS = {
  /** The request that counts. */
  request: {
    keep: 'earliest',
    words: [
      'country',
      'platform',
      'app_version',
      'surface',
      'variant',
      'model',
      'user_key',
      'photo_hash',
      'prompt_hash',
    ],
  },
  /** The last attempt. */
  attempt: { keep: 'latest', words: ['model'] },
  /** The latest decision at each stage. */
  photo: { keep: 'latest', words: ['verdict'] },
  prompt: { keep: 'latest', words: ['verdict'] },
  video: { keep: 'latest', words: ['verdict'] },
  story: { keep: 'latest', words: ['verdict'] },
  /** The first block at any stage. */
  block: {
    keep: 'earliest',
    words: ['stage', 'policy', 'classifier', 'classifier_version', 'decided_by'],
  },
  /** The first block before the story. */
  early_block: { keep: 'earliest', words: [] },
  /** The latest rating that says what became of the clip. */
  rated: { keep: 'latest', words: ['outcome'] },
  share: { keep: 'earliest', words: [] },
} as const;

export type StatePart = keyof typeof STATE_PARTS;

/** When something happened to a generation; `time` in microseconds since 1970. Ties of time are decided by id. */
export interface Moment {
  readonly time: number;
  readonly id: string;
}

type Word<P extends StatePart> = (typeof STATE_PARTS)[P]['words'][number];

/** What is known of a generation. It depends on which events are known, not on their order or repetition. */
export type GenerationState = { readonly [P in StatePart]?: Moment & Readonly<Record<Word<P>, string>> } & {
  readonly succeeded: boolean;
  /** In which buckets its events are: seconds since 1970, ascending. */
  readonly buckets: readonly number[];
};

export const UNKNOWN_GENERATION: GenerationState = { succeeded: false, buckets: [] };

/** The state that follows from these events of one generation. */
export function stateOfEvents(events: readonly EventRow[]): GenerationState {
  const parts: Parts = {};
  const buckets = new Set<number>();
  let succeeded = false;
  for (const event of events) {
    buckets.add(event.bucket);
    succeeded ||= event.type === 'generation.completed' && event.status === 'succeeded';
    for (const [part, moment] of momentsOf(event)) parts[part] = pick(part, parts[part], moment);
  }
  return { ...(parts as Partial<GenerationState>), succeeded, buckets: [...buckets].sort((a, b) => a - b) };
}

/**
 * What is known when both are known: commutative, associative and idempotent.
 * @returns `known` itself when `added` says nothing new
 */
export function mergeStates(known: GenerationState, added: GenerationState): GenerationState {
  const parts: Parts = {};
  let changed = added.succeeded && !known.succeeded;
  for (const part of PART_NAMES) {
    const winner = pick(part, known[part] as AnyMoment | undefined, added[part] as AnyMoment | undefined);
    if (winner === undefined) continue;
    parts[part] = winner;
    changed ||= winner !== known[part];
  }
  const present = new Set(known.buckets);
  const buckets = added.buckets.filter((bucket) => !present.has(bucket));
  if (!changed && buckets.length === 0) return known;
  return {
    ...(parts as Partial<GenerationState>),
    succeeded: known.succeeded || added.succeeded,
    buckets: [...known.buckets, ...buckets].sort((a, b) => a - b),
  };
}

/** Orders events of a generation by (time, id). */
export function compareMoments(a: Moment, b: Moment): number {
  return a.time - b.time || compareText(a.id, b.id);
}

type AnyMoment = Moment & Readonly<Record<string, string | number>>;
type Parts = { [P in StatePart]?: AnyMoment };
const PART_NAMES = Object.keys(STATE_PARTS) as StatePart[];

function momentsOf(event: EventRow): [StatePart, AnyMoment][] {
  const { time, id } = event;
  switch (event.type) {
    case 'generation.requested':
      return [
        [
          'request',
          {
            time,
            id,
            country: event.event_country,
            platform: event.event_platform,
            app_version: event.event_app_version,
            surface: event.event_surface,
            variant: event.event_variant,
            model: event.event_model,
            user_key: event.event_user_key,
            photo_hash: event.event_photo_hash,
            prompt_hash: event.event_prompt_hash,
          },
        ],
      ];
    case 'generation.completed':
      return [['attempt', { time, id, model: event.event_model }]];
    case 'moderation.decided':
      return decisionMoments(event);
    case 'clip.rated':
      return event.outcome === '' ? [] : [['rated', { time, id, outcome: event.outcome }]];
    case 'clip.shared':
      return [['share', { time, id }]];
    default:
      return [];
  }
}

function decisionMoments(event: EventRow): [StatePart, AnyMoment][] {
  const { time, id, verdict } = event;
  const stage = event.stage as 'photo' | 'prompt' | 'video' | 'story';
  const moments: [StatePart, AnyMoment][] = [[stage, { time, id, verdict }]];
  if (verdict === 'block') {
    const { policy, classifier, classifier_version, decided_by } = event;
    moments.push(['block', { time, id, stage, policy, classifier, classifier_version, decided_by }]);
    if (stage !== 'story') moments.push(['early_block', { time, id }]);
  }
  return moments;
}

/** The one that the part keeps; `a` when both are the same. */
function pick<T extends AnyMoment>(part: StatePart, a: T | undefined, b: T | undefined): T | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const order = compareMoments(a, b) || compareWords(part, a, b);
  return (STATE_PARTS[part].keep === 'earliest' ? order <= 0 : order >= 0) ? a : b;
}

/** Two sources may use one id at one time: then the words decide, as they do where ClickHouse compares the tuples. */
function compareWords(part: StatePart, a: AnyMoment, b: AnyMoment): number {
  for (const word of STATE_PARTS[part].words) {
    const order = compareText(a[word] as string, b[word] as string);
    if (order !== 0) return order;
  }
  return 0;
}
