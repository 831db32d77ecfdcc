import { bucketOf } from '../contract/bucket.ts';
import type { GenerationState } from './generation-state.ts';

export type OutcomeKind = 'requested' | 'shown' | 'kept' | 'posted' | 'shared' | 'blocked';

/** What became of a generation and when that became true. */
export interface Outcome {
  kind: OutcomeKind;
  /** Microseconds since 1970. */
  time: number;
  /** Seconds since 1970. */
  bucket: number;
}

/** The outcomes of a generation, at most one of each kind. */
export function outcomesOf(state: GenerationState): Outcome[] {
  const { request, video, story, rated, share } = state;
  const shown = state.succeeded && video?.verdict === 'allow' ? video.time : undefined;
  const posted = story?.verdict === 'allow' ? story.time : undefined;
  const kept = rated?.outcome === 'kept' ? rated.time : undefined;
  const times: [OutcomeKind, number | undefined][] = [
    ['requested', request?.time],
    ['shown', shown],
    ['kept', shown === undefined ? undefined : earliest(kept, posted, share?.time)],
    ['posted', posted],
    ['shared', share?.time],
    ['blocked', isBlocked(state) ? state.early_block?.time : undefined],
  ];
  return times.flatMap(([kind, time]) =>
    time === undefined ? [] : [{ kind, time, bucket: bucketOf(time) }],
  );
}

/** Blocked before the story: a later decision at the same stage can lift a block, one at another stage can not. */
function isBlocked(state: GenerationState): boolean {
  return [state.photo, state.prompt, state.video].some((decision) => decision?.verdict === 'block');
}

function earliest(...times: (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
