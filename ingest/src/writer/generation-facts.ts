import type { GenerationFacts } from '../contract/generation-facts.ts';

/** The facts of events without a generation, and of generations of which neither request nor attempt is known. */
export const NO_FACTS: GenerationFacts = Object.freeze({
  requested_at: 0,
  country: '',
  platform: '',
  app_version: '',
  surface: '',
  variant: '',
  model: '',
  user_key: '',
  photo_hash: '',
  prompt_hash: '',
});

const FACT_NAMES = Object.keys(NO_FACTS) as (keyof GenerationFacts)[];

export function sameFacts(a: GenerationFacts, b: GenerationFacts): boolean {
  return a === b || FACT_NAMES.every((name) => a[name] === b[name]);
}
