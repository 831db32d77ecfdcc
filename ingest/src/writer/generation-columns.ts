import { type GenerationState, STATE_PARTS, type StatePart } from './generation-state.ts';

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
