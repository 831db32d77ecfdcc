import type { Emit } from '../emit.ts';
import { activity } from './activity.ts';
import { COUNTRIES, type Country } from './countries.ts';

type Region = Country['region'];

/** The GPUs of the feature: by region, which models there are and what share of the clips each renders. */
export const GPU_POOLS: readonly { region: Region; model: 'H100' | 'A100'; share: number }[] = [
  { region: 'us-east', model: 'H100', share: 0.82 },
  { region: 'us-east', model: 'A100', share: 0.18 },
  { region: 'eu-west', model: 'H100', share: 1 },
  { region: 'ap-southeast', model: 'H100', share: 0.78 },
  { region: 'ap-southeast', model: 'A100', share: 0.22 },
];

/** Mean GPU seconds of a generation, retries and the slow model included, that capacity is planned with. */
const PLANNED_GPU_SECONDS = { H100: 55, A100: 100 } as const;
const PLANNED_UTILISATION = 0.72;
const QUARTER_MS = 900_000;
const HOUR_MS = 3_600_000;

/** The GPU model that renders in a region, by a number from 0 to 1. */
export function pickGpuModel(region: Region, draw: number): 'H100' | 'A100' {
  const h100 = GPU_POOLS.find((pool) => pool.region === region && pool.model === 'H100');
  return draw < (h100?.share ?? 1) ? 'H100' : 'A100';
}

/**
 * Reports the GPUs that were paid for in each quarter of an hour of one hour. The sample is a small part of a large service,
 * so its share of the pools is not a whole number of GPUs.
 */
export function reportCapacity(emit: Emit, hourStart: number, generationsPerDay: number): void {
  for (const { region, model, share } of GPU_POOLS) {
    const nearby = COUNTRIES.filter((country) => country.region === region);
    const generations =
      nearby.reduce((sum, country) => sum + activity(country, hourStart), 0) * generationsPerDay * share;
    const gpus = (generations * PLANNED_GPU_SECONDS[model]) / 3600 / PLANNED_UTILISATION;
    for (let start = hourStart; start < hourStart + HOUR_MS; start += QUARTER_MS) {
      emit({
        source: 'fleet',
        type: 'capacity.reported',
        time: start,
        // It is known when the quarter is over.
        sentAt: start + QUARTER_MS,
        name: `${region}/${model}/${new Date(start).toISOString()}`,
        data: {
          gpu_model: model,
          gpu_region: region,
          gpus: Math.max(0.001, Math.round(gpus * 1000) / 1000),
          interval_seconds: 900,
        },
      });
    }
  }
}
