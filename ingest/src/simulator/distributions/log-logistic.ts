/** The log-logistic number at a quantile from 0 to 1: like a log-normal one, with a fatter tail and a closed form. */
export function logLogistic(quantile: number, median: number, shape: number): number {
  return median * (quantile / (1 - quantile)) ** (1 / shape);
}
