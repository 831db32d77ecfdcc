import type { EventRow } from '../contract/event-row.ts';
import type { EventType } from '../contract/event-types.ts';
import { type GenerationFacts, NO_FACTS } from '../contract/generation-facts.ts';
import { compareMoments, type Moment } from './moment.ts';
import { sameFacts } from './same-facts.ts';

/** How the fold reads the text columns of an event. */
export type ReadText = (column: keyof EventRow) => string;

interface Request {
  at: Moment;
  /** Without the model of a later attempt. */
  facts: GenerationFacts;
}

/** A moment and one word of its event. */
interface Said {
  at: Moment;
  word: string;
}

/** The first block of a generation at any stage, which what it had used is booked to. */
export interface Block {
  at: Moment;
  stage: string;
  policy: string;
  classifier: string;
  classifier_version: string;
  decided_by: string;
}

type Stage = 'photo' | 'prompt' | 'video' | 'story';

/** The types of events that a state is made of; of `clip.rated` only those with an outcome. */
export const STATEFUL_TYPES = [
  'generation.requested',
  'generation.completed',
  'moderation.decided',
  'clip.rated',
  'clip.shared',
] as const satisfies readonly EventType[];

/**
 * What is known of a generation. It depends on which events were added, not on their order or repetition. An event that
 * is added again takes the place of itself, so that its moment is that of the newest segment.
 */
export class GenerationState {
  /** The request that counts: the earliest. */
  request: Request | undefined;
  /** The last attempt and its model. */
  attempt: Said | undefined;
  succeeded = false;
  /** The latest decision of each stage and its verdict. */
  photo: Said | undefined;
  prompt: Said | undefined;
  video: Said | undefined;
  story: Said | undefined;
  block: Block | undefined;
  /** The first block before the story. */
  earlyBlock: Moment | undefined;
  /** The latest rating with an outcome. */
  rated: Said | undefined;
  /** The first share. */
  share: Moment | undefined;
  /** What holds for every event of it. The same object as long as it is the same. */
  facts: GenerationFacts = NO_FACTS;

  /**
   * @param type one of STATEFUL_TYPES
   * @param read reads the event's columns; called only now
   */
  add(type: EventType, at: Moment, read: ReadText): void {
    switch (type) {
      case 'generation.requested':
        if (isEarliest(at, this.request?.at)) {
          this.request = { at, facts: requestedFacts(at.time, read) };
          this.#foldFacts();
        }
        break;
      case 'generation.completed':
        this.succeeded ||= read('status') === 'succeeded';
        if (isLatest(at, this.attempt?.at)) {
          this.attempt = { at, word: read('event_model') };
          this.#foldFacts();
        }
        break;
      case 'moderation.decided':
        this.#decide(at, read);
        break;
      case 'clip.rated':
        if (isLatest(at, this.rated?.at)) this.rated = { at, word: read('outcome') };
        break;
      case 'clip.shared':
        if (isEarliest(at, this.share)) this.share = at;
        break;
    }
  }

  #decide(at: Moment, read: ReadText): void {
    const stage = read('stage') as Stage;
    const word = read('verdict');
    if (isLatest(at, this[stage]?.at)) this[stage] = { at, word };
    if (word !== 'block') return;
    if (isEarliest(at, this.block?.at)) this.block = blockOf(at, read);
    if (stage !== 'story' && isEarliest(at, this.earlyBlock)) this.earlyBlock = at;
  }

  /** The words of the request, with the model of the last attempt if that names one. */
  #foldFacts(): void {
    const requested = this.request?.facts ?? NO_FACTS;
    const model = this.attempt?.word || requested.model;
    const facts = model === requested.model ? requested : { ...requested, model };
    if (!sameFacts(facts, this.facts)) this.facts = facts;
  }
}

/** The block that an event stands for. */
export function blockOf(at: Moment, read: ReadText): Block {
  return {
    at,
    stage: read('stage'),
    policy: read('policy'),
    classifier: read('classifier'),
    classifier_version: read('classifier_version'),
    decided_by: read('decided_by'),
  };
}

function requestedFacts(requested_at: number, read: ReadText): GenerationFacts {
  return {
    requested_at,
    country: read('event_country'),
    platform: read('event_platform'),
    app_version: read('event_app_version'),
    surface: read('event_surface'),
    variant: read('event_variant'),
    model: read('event_model'),
    user_key: read('event_user_key'),
    photo_hash: read('event_photo_hash'),
    prompt_hash: read('event_prompt_hash'),
  };
}

function isEarliest(at: Moment, known: Moment | undefined): boolean {
  return known === undefined || compareMoments(at, known) <= 0;
}

function isLatest(at: Moment, known: Moment | undefined): boolean {
  return known === undefined || compareMoments(at, known) >= 0;
}
