import { type GenerationFacts, NO_FACTS } from '../contract/generation-facts.ts';
import { OUTCOME_BITS } from '../contract/outcome-bits.ts';
import type { StoredFacts } from '../spool/native/stored-facts.ts';
import type { GenerationChange } from './generation-change.ts';
import { OUTCOME_KINDS } from './outcomes.ts';

/**
 * What the rows of a segment get besides what their events say.
 * @param groupOf for each row the number of its generation, from 1; 0 = none
 * @param changes of the generations, in the order of their numbers
 * @param segment its sequence
 */
export function storedFactsOf(
  groupOf: Uint32Array,
  changes: readonly GenerationChange[],
  segment: number,
  version: number,
): StoredFacts {
  const facts: GenerationFacts[] = [NO_FACTS];
  const outcomes = new Uint8Array(groupOf.length);
  for (const change of changes) {
    facts.push(change.facts);
    if (!change.generation.isStateful) continue;
    for (const kind of OUTCOME_KINDS) {
      const moment = change.outcomes[kind];
      if (moment !== undefined && moment.segment === segment) outcomes[moment.row]! |= OUTCOME_BITS[kind];
    }
  }
  return { facts, factsOf: groupOf, outcomes, version };
}
