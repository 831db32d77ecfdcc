import { logNormal } from '../distributions/log-normal.ts';
import { weighted } from '../distributions/weighted.ts';
import { COUNTRY_BY_CODE } from './countries.ts';
import { pickGpuModel } from './gpu-pools.ts';
import type { User, Variant } from './user.ts';
import type { World } from './world.ts';

/** A model as the renderer runs it. */
interface Model {
  name: string;
  /** Median and spread (of the logarithm) of the H100 seconds of one clip. */
  gpuSeconds: number;
  sigma: number;
  width: number;
  height: number;
  /** Median bytes of a clip. */
  bytes: number;
}

/** Our assumptions, from published timings: a distilled model at 720p, a faster cut of it, and an undistilled one. */
const MODELS: Readonly<Record<Variant, Model>> = {
  control: {
    name: 'distilled-720p',
    gpuSeconds: 40,
    sigma: 0.615,
    width: 720,
    height: 1280,
    bytes: 2_100_000,
  },
  fewer_steps: {
    name: 'distilled-720p-fast',
    gpuSeconds: 33,
    sigma: 0.615,
    width: 720,
    height: 1280,
    bytes: 2_000_000,
  },
  standard_quality: {
    name: 'standard-480p',
    gpuSeconds: 330,
    sigma: 0.25,
    width: 480,
    height: 854,
    bytes: 1_200_000,
  },
};

/** An A100 needs about twice the seconds of an H100. */
const A100_FACTOR = 2.1;
const FAILURE_RATE = 0.015;
const CANCEL_RATE = 0.004;
const ATTEMPTS_MAX = 3;

const pickError = weighted([
  ['worker_lost', 40],
  ['out_of_memory', 35],
  ['timeout', 25],
]);

export function modelOf(user: User): string {
  return MODELS[user.variant].name;
}

export interface Clip {
  /** When it was ready. */
  time: number;
  bytes: number;
}

/** Runs attempts until one succeeds, the user gives up or there were too many. Failed ones cost GPU seconds too. */
export function render(world: World, user: User, generation: string, start: number): Clip | undefined {
  const { random, emit } = world;
  const model = MODELS[user.variant];
  const region = COUNTRY_BY_CODE.get(user.country)?.region ?? 'us-east';
  let time = start;
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const gpuModel = user.variant === 'standard_quality' ? 'H100' : pickGpuModel(region, random());
    const full = logNormal(random, model.gpuSeconds * (gpuModel === 'A100' ? A100_FACTOR : 1), model.sigma);
    const draw = random();
    const status =
      draw < FAILURE_RATE ? 'failed' : draw < FAILURE_RATE + CANCEL_RATE ? 'cancelled' : 'succeeded';
    const gpuSeconds =
      Math.round((status === 'succeeded' ? full : full * (0.1 + 0.8 * random())) * 1000) / 1000;
    const queueMs = Math.round(logNormal(random, 2500, 0.9));
    time += queueMs + gpuSeconds * 1000;
    const bytes = Math.round(logNormal(random, model.bytes, 0.3));
    emit({
      source: 'renderer',
      type: 'generation.completed',
      time,
      generation,
      name: `attempt-${attempt}`,
      data: {
        status,
        gpu_seconds: gpuSeconds,
        gpu_model: gpuModel,
        gpu_region: region,
        model: model.name,
        attempt,
        queue_ms: queueMs,
        render_ms: Math.round(gpuSeconds * 1000),
        ...(status === 'failed' && { error_code: pickError(random) }),
        ...(status === 'succeeded' && {
          clip_seconds: 5,
          width: model.width,
          height: model.height,
          output_bytes: bytes,
        }),
      },
    });
    if (status === 'succeeded') return { time, bytes };
    if (status === 'cancelled') return undefined;
  }
  return undefined;
}
