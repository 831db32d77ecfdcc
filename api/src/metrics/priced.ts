/**
 * The expression of a sum of money: its priced part; null if there is something to price and nothing of it could be
 * priced. A group with nothing to price is 0.
 */
export function priced(measure: string): string {
  return `if(sum_${measure}_lines > 0 AND sum_${measure}_priced_lines = 0, NULL, sum_${measure})`;
}
