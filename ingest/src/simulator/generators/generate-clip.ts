import { exponential } from '../distributions/exponential.ts';
import { logNormal } from '../distributions/log-normal.ts';
import { videoClassifierAt } from '../scenarios/bad-classifier.ts';
import { type Check, decide } from './decide.ts';
import { contentHash, generationId } from './identifiers.ts';
import { label } from './label.ts';
import { modelOf, render } from './render.ts';
import { appVersion, type User } from './user.ts';
import type { World } from './world.ts';

export interface Wish {
  user: User;
  time: number;
  surface: string;
  photoHash: string;
  /** Share of its prompts that are blocked. */
  promptBlockRate: number;
}

/** How one generation ended for its user. */
export type Ending =
  | { kind: 'blocked' | 'failed'; time: number }
  | { kind: 'shown'; time: number; generation: string; bytes: number };

const CHECKS = {
  photo: {
    stage: 'photo',
    classifier: 'photo-guard',
    version: '5.1.0',
    blockRate: 0.015,
    reviewRate: 0.001,
    latencyMs: 140,
    overturnRate: 0.3,
  },
  prompt: {
    stage: 'prompt',
    classifier: 'prompt-guard',
    version: '3.8.2',
    reviewRate: 0.001,
    latencyMs: 90,
    overturnRate: 0.3,
  },
  video: { stage: 'video', classifier: 'clip-guard', reviewRate: 0.005, latencyMs: 1400 },
} as const satisfies Record<string, Partial<Check>>;

/** One generation, from the request until its clip is shown, blocked or failed. */
export function generateClip(world: World, wish: Wish): Ending {
  const { random, emit, story } = world;
  const { user } = wish;
  const generation = generationId(wish.time, random);
  emit({
    source: 'app',
    type: 'generation.requested',
    time: wish.time,
    generation,
    name: 'requested',
    data: {
      user_id: user.id,
      country: user.country,
      platform: user.platform,
      app_version: appVersion(user, wish.time),
      surface: wish.surface,
      variant: user.variant,
      model: modelOf(user),
      prompt_chars: Math.min(400, Math.max(3, Math.round(logNormal(random, 42, 0.6)))),
      prompt_hash: contentHash(random),
      photo_hash: wish.photoHash,
    },
  });

  const photo = decide(world, { ...CHECKS.photo, generation, time: wish.time });
  if (!photo.allowed) return { kind: 'blocked', time: photo.time };
  const prompt = decide(world, {
    ...CHECKS.prompt,
    blockRate: wish.promptBlockRate,
    generation,
    time: photo.time,
  });
  if (!prompt.allowed) return { kind: 'blocked', time: prompt.time };
  const clip = render(world, user, generation, prompt.time);
  if (clip === undefined) return { kind: 'failed', time: prompt.time + exponential(random, 60_000) };
  label(world, generation, clip.time + 300, 'generate');
  const video = decide(world, {
    ...CHECKS.video,
    ...videoClassifierAt(clip.time, story),
    generation,
    time: clip.time + 300,
  });
  if (!video.allowed) return { kind: 'blocked', time: video.time };
  return { kind: 'shown', time: video.time, generation, bytes: clip.bytes };
}
