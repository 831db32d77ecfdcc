export interface BandStop {
  /** Position along the drawn band, 0 to 1. */
  offset: number;
  side: 'loss' | 'gain';
}

/**
 * Where the band between two lines changes colour. The lines are straight between buckets, so the crossing
 * within a step is exact; each crossing gives two stops at one place, which makes a hard edge.
 */
export function bandStops(loss: (number | null)[], gain: (number | null)[]): BandStop[] {
  const gaps = loss.map((value, index) => {
    const other = gain[index];
    return value === null || other === null || other === undefined ? null : other - value;
  });
  const first = gaps.findIndex((gap) => gap !== null);
  const last = gaps.findLastIndex((gap) => gap !== null);
  if (first < 0 || first === last) return [];
  const sideOf = (gap: number) => (gap < 0 ? 'loss' : 'gain');
  const stops: BandStop[] = [{ offset: 0, side: sideOf(gaps[first]!) }];
  let before: { index: number; gap: number } = { index: first, gap: gaps[first]! };
  for (let index = first + 1; index <= last; index++) {
    const gap = gaps[index];
    if (gap === null || gap === undefined) continue;
    if (sideOf(gap) !== sideOf(before.gap)) {
      const share = before.gap / (before.gap - gap);
      const offset = (before.index + share * (index - before.index) - first) / (last - first);
      stops.push({ offset, side: sideOf(before.gap) }, { offset, side: sideOf(gap) });
    }
    before = { index, gap };
  }
  stops.push({ offset: 1, side: sideOf(before.gap) });
  return stops;
}
