import { exponential } from '../distributions/exponential.ts';
import { logLogistic } from '../distributions/log-logistic.ts';
import { logNormalOfMean } from '../distributions/log-normal.ts';
import type { Random } from '../distributions/random.ts';

/** One posted clip in 55 goes viral; together: a mean of 60 ad impressions a clip, and one clip in 100 above 2,000. */
const VIRAL_RATE = 0.018;
const VIRAL_MEDIAN = 2150;
const VIRAL_SHAPE = 4;
const USUAL_MEAN = 17;

export interface Reach {
  /** Ad impressions that a posted clip will bring. */
  impressions: number;
  /** A viral clip is seen all over the world, others mostly at home. */
  viral: boolean;
}

/** How far a posted clip will get. @param spread decides whether and how much it goes viral, from 0 to 1. */
export function reach(random: Random, spread: number): Reach {
  const viral = spread < VIRAL_RATE;
  const impressions = viral
    ? logLogistic((spread + Number.EPSILON) / VIRAL_RATE, VIRAL_MEDIAN, VIRAL_SHAPE)
    : logNormalOfMean(random, USUAL_MEAN, 1.2);
  return { impressions: Math.round(impressions), viral };
}

const HOUR_MS = 3_600_000;
const LONGEST_MS = 12 * 24 * HOUR_MS;

/** When after the posting somebody sees it, in milliseconds: half soon, half in a long tail; 80 % within 72 hours. */
export function delayOfView(random: Random): number {
  return Math.min(LONGEST_MS, exponential(random, (random() < 0.5 ? 6 : 79) * HOUR_MS));
}

/** Shares `total` out over `parts` as evenly as whole numbers go. */
export function sharedOut(total: number, parts: number): number[] {
  return Array.from(
    { length: parts },
    (_, i) => Math.floor((total * (i + 1)) / parts) - Math.floor((total * i) / parts),
  );
}
