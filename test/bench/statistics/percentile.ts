/**
 * The value that a share of all values does not exceed (nearest rank), so it is always one that was measured.
 * @param share above 0, at most 1
 * @returns null when there are no values
 */
export function percentile(values: readonly number[], share: number): number | null {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.ceil(sorted.length * share) - 1] ?? null;
}

/** The middle one; of an even number the lower of the two in the middle. */
export function median(values: readonly number[]): number | null {
  return percentile(values, 0.5);
}
