import type { GenerationFacts } from '../contract/generation-facts.ts';
import type { GenerationState } from './generation-state.ts';

/** What holds for every event of a generation: the words of its request, with the model of the last attempt if that names one. */
export function generationFacts(state: GenerationState): GenerationFacts {
  const { request, attempt } = state;
  return {
    requested_at: request?.time ?? 0,
    country: request?.country ?? '',
    platform: request?.platform ?? '',
    app_version: request?.app_version ?? '',
    surface: request?.surface ?? '',
    variant: request?.variant ?? '',
    model: attempt?.model || request?.model || '',
    user_key: request?.user_key ?? '',
    photo_hash: request?.photo_hash ?? '',
    prompt_hash: request?.prompt_hash ?? '',
  };
}

const FACT_NAMES = Object.keys(
  generationFacts({ succeeded: false, buckets: [] }),
) as (keyof GenerationFacts)[];

export function sameFacts(a: GenerationFacts, b: GenerationFacts): boolean {
  return FACT_NAMES.every((name) => a[name] === b[name]);
}
