/** A goal of the project: one figure in proportion to another one of the same run. */
export interface Ratio {
  name: string;
  value: number | null;
  target: string;
  met: boolean | null;
}

/** @param target what the ratio must be at least or at most */
export function ratio(
  name: string,
  value: number | null | undefined,
  target: { atLeast: number } | { atMost: number },
): Ratio {
  const rounded =
    value === null || value === undefined || !Number.isFinite(value) ? null : Math.round(value * 1000) / 1000;
  const words = 'atLeast' in target ? `at least ${target.atLeast}` : `at most ${target.atMost}`;
  if (rounded === null) return { name, value: null, target: words, met: null };
  const met = 'atLeast' in target ? rounded >= target.atLeast : rounded <= target.atMost;
  return { name, value: rounded, target: words, met };
}
