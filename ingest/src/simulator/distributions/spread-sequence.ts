const GOLDEN_STEP = 0.618_033_988_749_895;

/**
 * The k-th of a sequence of numbers from 0 to 1 that fills the range evenly instead of at random. A sample of a large service
 * needs it where few draws decide: of a day's clips just as many must go viral as the rate says, or the revenue of the
 * small sample jumps from day to day as that of the large service never does.
 */
export function spreadNumber(k: number): number {
  return (k * GOLDEN_STEP) % 1;
}
