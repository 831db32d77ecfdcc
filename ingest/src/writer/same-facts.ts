import { type GenerationFacts, NO_FACTS } from '../contract/generation-facts.ts';

const FACT_NAMES = Object.keys(NO_FACTS) as (keyof GenerationFacts)[];

export function sameFacts(a: GenerationFacts, b: GenerationFacts): boolean {
  return a === b || FACT_NAMES.every((name) => a[name] === b[name]);
}
