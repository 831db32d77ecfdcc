import { OUTCOME_BITS, type OutcomeKind } from '../contract/outcome-bits.ts';
import type { GenerationState } from './generation-state.ts';
import { compareMoments, type Moment } from './moment.ts';

/** What became of a generation: the event with which each outcome that holds became true. */
export type Outcomes = { readonly [K in OutcomeKind]: Moment | undefined };

export const OUTCOME_KINDS = Object.keys(OUTCOME_BITS) as OutcomeKind[];

export const NO_OUTCOMES: Outcomes = {
  requested: undefined,
  shown: undefined,
  kept: undefined,
  posted: undefined,
  shared: undefined,
  blocked: undefined,
};

export function outcomesOf(state: GenerationState): Outcomes {
  const { request, video, story, rated, share } = state;
  const shown = state.succeeded && video?.word === 'allow' ? video.at : undefined;
  const posted = story?.word === 'allow' ? story.at : undefined;
  const kept = rated?.word === 'kept' ? rated.at : undefined;
  return {
    requested: request?.at,
    shown,
    kept: shown === undefined ? undefined : earliest(earliest(kept, posted), share),
    posted,
    shared: share,
    blocked: isBlocked(state) ? state.earlyBlock : undefined,
  };
}

/** Blocked before the story: a later decision at the same stage can lift a block, one at another stage can not. */
function isBlocked({ photo, prompt, video }: GenerationState): boolean {
  return photo?.word === 'block' || prompt?.word === 'block' || video?.word === 'block';
}

function earliest(a: Moment | undefined, b: Moment | undefined): Moment | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareMoments(a, b) <= 0 ? a : b;
}
