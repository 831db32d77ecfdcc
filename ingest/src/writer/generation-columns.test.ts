import { expect, test } from 'vitest';
import { generationOfColumns, rowOfGeneration } from './generation-columns.ts';
import { type GenerationState, UNKNOWN_GENERATION } from './generation-state.ts';

/** As ClickHouse answers what was inserted: times as seconds with six decimals. */
function answered(row: Record<string, unknown>): unknown[] {
  const parts = [
    'request',
    'attempt',
    'photo',
    'prompt',
    'video',
    'story',
    'block',
    'early_block',
    'rated',
    'share',
  ];
  const seconds = (microseconds: number) => (microseconds / 1_000_000).toFixed(6);
  const tuples = parts.map((part) => {
    const [time, ...words] = (row[part] ?? [0, '', '', '']) as [number, ...string[]];
    return [seconds(time), ...words];
  });
  return [row.generation_id, ...tuples, row.succeeded, row.buckets];
}

test('a state that is stored and read again is the same', () => {
  const state: GenerationState = {
    attempt: { time: 1_790_000_000_123_456, id: 'e1', model: 'm1' },
    video: { time: 1_790_000_000_000_001, id: 'e2', verdict: 'allow' },
    share: { time: 1_790_000_000_000_002, id: 'e3' },
    succeeded: true,
    buckets: [1_789_999_200, 1_790_000_100],
  };
  for (const kept of [state, UNKNOWN_GENERATION])
    expect(generationOfColumns(answered(rowOfGeneration('g', kept)))).toEqual({
      generationId: 'g',
      state: kept,
    });
});

test('a part that is not known never wins: earliest parts are in the far future', () => {
  const { request, attempt } = rowOfGeneration('g', UNKNOWN_GENERATION) as Record<string, [number]>;
  expect(request?.[0]).toBe(Number.MAX_SAFE_INTEGER);
  expect(attempt).toBeUndefined();
});
