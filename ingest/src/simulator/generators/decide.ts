import { logNormal } from '../distributions/log-normal.ts';
import { weighted } from '../distributions/weighted.ts';
import type { World } from './world.ts';

export interface Check {
  generation: string;
  stage: 'photo' | 'prompt' | 'video' | 'story';
  time: number;
  classifier: string;
  version: string;
  /** Share that the classifier blocks. */
  blockRate: number;
  /** Share that it leaves to a person. */
  reviewRate: number;
  /** Median milliseconds until it decides. */
  latencyMs: number;
  /** Share of appealed blocks that are overturned. */
  overturnRate: number;
}

const APPEAL_RATE = 0.12;
const HUMAN_BLOCK_RATE = 0.35;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

const pickPolicy = weighted([
  ['adult_nudity', 34],
  ['sexual_suggestion', 16],
  ['graphic_violence', 12],
  ['hateful_conduct', 8],
  ['minor_safety', 9],
  ['public_figure', 11],
  ['self_harm', 4],
  ['trademark', 6],
]);

/**
 * One check of one stage: the classifier's decision, a person's after it where it asks for one, and the user's appeal
 * against a block days later.
 * @returns whether the clip may go on, and when that was decided.
 */
export function decide(world: World, check: Check): { allowed: boolean; time: number } {
  const { random, emit } = world;
  const { generation, stage, classifier, version } = check;
  const latency = logNormal(random, check.latencyMs, 0.35);
  const time = check.time + latency;
  const draw = random();
  const verdict =
    draw < check.blockRate ? 'block' : draw < check.blockRate + check.reviewRate ? 'review' : 'allow';
  const policy = verdict === 'allow' ? undefined : pickPolicy(random);
  emit({
    source: 'moderation',
    type: 'moderation.decided',
    time,
    generation,
    name: stage,
    data: {
      stage,
      verdict,
      ...(policy !== undefined && { policy }),
      classifier,
      classifier_version: version,
      score: score(verdict, random()),
      latency_ms: Math.round(latency),
    },
  });
  const decision =
    verdict === 'review' ? review(world, check, time, policy ?? '') : { allowed: verdict === 'allow', time };
  if (!decision.allowed) appeal(world, check, decision.time);
  return decision;
}

function review(
  world: World,
  { generation, stage }: Check,
  asked: number,
  policy: string,
): { allowed: boolean; time: number } {
  const { random, emit } = world;
  const seconds = Math.round(logNormal(random, 38, 0.5));
  const time = asked + seconds * 1000 + logNormal(random, 9, 0.8) * MINUTE_MS;
  const allowed = random() >= HUMAN_BLOCK_RATE;
  emit({
    source: 'moderation',
    type: 'moderation.decided',
    time,
    generation,
    name: `${stage}-review`,
    data: {
      stage,
      verdict: allowed ? 'allow' : 'block',
      ...(!allowed && { policy }),
      decided_by: 'human',
      review_seconds: seconds,
      latency_ms: Math.round(time - asked),
    },
  });
  return { allowed, time };
}

function appeal(world: World, { generation, stage, overturnRate }: Check, blocked: number): void {
  const { random, emit } = world;
  if (random() >= APPEAL_RATE) return;
  const time = blocked + HOUR_MS * logNormal(random, 14, 0.8);
  const overturned = random() < overturnRate;
  const seconds = Math.round(logNormal(random, 55, 0.5));
  if (overturned) {
    emit({
      source: 'moderation',
      type: 'moderation.decided',
      time,
      generation,
      name: `${stage}-appeal-review`,
      data: { stage, verdict: 'allow', decided_by: 'human', review_seconds: seconds },
    });
  }
  emit({
    source: 'moderation',
    type: 'moderation.appealed',
    time: time + 1000,
    generation,
    name: `${stage}-appeal`,
    data: { stage, outcome: overturned ? 'overturned' : 'upheld' },
  });
}

/** The classifier's score: its thresholds are 0.6 for a review and 0.8 for a block. */
function score(verdict: 'allow' | 'block' | 'review', draw: number): number {
  const value =
    verdict === 'block' ? 0.8 + 0.2 * draw ** 0.7 : verdict === 'review' ? 0.6 + 0.2 * draw : 0.6 * draw ** 4;
  return Math.round(value * 1000) / 1000;
}
