import { type GenerationState, type Moment, STATE_PARTS, type StatePart } from './generation-state.ts';

/**
 * Where a part that keeps the earliest is not known, the table holds a time after all others (of the year 2255, the
 * last that a JS number holds exactly in microseconds): min leaves it out. For max the default, 1970, does the same.
 * Either way the id is '', which no event has.
 */
const NEVER = Number.MAX_SAFE_INTEGER;

const PARTS = Object.entries(STATE_PARTS) as [
  StatePart,
  { keep: 'earliest' | 'latest'; words: readonly string[] },
][];

/** The expressions that read the folded state of a generation from `generations`, for `generationOfColumns`. */
export const GENERATION_COLUMNS = [
  'generation_id',
  ...PARTS.map(([part, { keep }]) => `${keep === 'earliest' ? 'min' : 'max'}(${part})`),
  'max(succeeded)',
  'arraySort(groupUniqArrayArray(buckets))',
].join(', ');

/** A state as a row of `generations`. */
export function rowOfGeneration(generationId: string, state: GenerationState): Record<string, unknown> {
  const row: Record<string, unknown> = {
    generation_id: generationId,
    succeeded: Number(state.succeeded),
    buckets: state.buckets,
  };
  for (const [part, { keep, words }] of PARTS) {
    const moment = state[part] as (Moment & Record<string, string>) | undefined;
    if (moment !== undefined) row[part] = [moment.time, moment.id, ...words.map((word) => moment[word])];
    else if (keep === 'earliest') row[part] = [NEVER, '', ...words.map(() => '')];
  }
  return row;
}

/** The generation that GENERATION_COLUMNS read, with times written as `seconds.microseconds`. */
export function generationOfColumns(values: readonly unknown[]): {
  generationId: string;
  state: GenerationState;
} {
  const parts: Record<string, Record<string, string | number>> = {};
  for (const [index, [part, { words }]] of PARTS.entries()) {
    const [time, id, ...texts] = values[index + 1] as [string, string, ...string[]];
    if (id === '') continue;
    const moment: Record<string, string | number> = { time: Number(time.replace('.', '')), id };
    for (const [place, word] of words.entries()) moment[word] = texts[place]!;
    parts[part] = moment;
  }
  const [succeeded, buckets] = values.slice(PARTS.length + 1) as [number, number[]];
  return { generationId: values[0] as string, state: { ...parts, succeeded: succeeded === 1, buckets } };
}
