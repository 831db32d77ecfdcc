import { exponential } from '../distributions/exponential.ts';
import { delayOfView, sharedOut } from './reach.ts';
import type { World } from './world.ts';

/** Ad impressions for each view of a clip. */
const AD_LOAD = 0.25;
/** Part of a clip that a mean view loads. */
const LOADED = 0.75;
const REPORTS_MAX = 8;
const LATE_RATE = 0.01;
const HOUR_MS = 3_600_000;

/** Views of a posted clip, as the player reports them: several views a report. */
export function view(
  world: World,
  generation: string,
  bytes: number,
  posted: number,
  impressions: number,
): void {
  const { random, emit } = world;
  const views = 1 + Math.round(impressions / AD_LOAD);
  const reports = Math.min(REPORTS_MAX, Math.ceil(views ** 0.3));
  for (const [n, count] of sharedOut(views, reports).entries()) {
    const time = posted + (n === 0 ? exponential(random, 60_000) : delayOfView(random));
    emit({
      source: 'player',
      type: 'clip.viewed',
      time,
      generation,
      name: `views-${n}`,
      data: { views: count, delivered_bytes: Math.round(bytes * LOADED * count) },
      // A phone without a network reports hours later.
      ...(random() < LATE_RATE && { sentAt: time + 2 * HOUR_MS + exponential(random, 5 * HOUR_MS) }),
    });
  }
}
