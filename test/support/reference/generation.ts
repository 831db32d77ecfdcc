import { eventOrder } from './event-order.ts';
import { groupBy } from './group-by.ts';
import type { UniqueEvent } from './unique-events.ts';

/** What holds for all events of a generation. Unknown is null. */
export type GenerationFacts = {
  country: string | null;
  platform: string | null;
  app_version: string | null;
  surface: string | null;
  variant: string | null;
  model: string | null;
  /** The raw user id: the product shows a pseudonym in its place. */
  user_key: string | null;
  photo_hash: string | null;
  prompt_hash: string | null;
  generation_id: string | null;
};

export interface Generation {
  facts: GenerationFacts;
  /** Time of the request that counts, microseconds since 1970; null = no request is known. */
  requestedAt: number | null;
  /** In order. */
  events: UniqueEvent[];
}

export const noGeneration: Generation = {
  facts: {
    country: null,
    platform: null,
    app_version: null,
    surface: null,
    variant: null,
    model: null,
    user_key: null,
    photo_hash: null,
    prompt_hash: null,
    generation_id: null,
  },
  requestedAt: null,
  events: [],
};

/** The generations of these events by their id. */
export function generations(events: UniqueEvent[]): Map<string, Generation> {
  const ofGenerations = events.filter((event) => event.generationId !== null);
  const byId = groupBy(ofGenerations, (event) => event.generationId as string);
  return new Map([...byId].map(([id, its]) => [id, generation(id, its.sort(eventOrder))]));
}

function generation(id: string, events: UniqueEvent[]): Generation {
  const request = events.find((event) => event.type === 'generation.requested');
  const lastAttempt = events.findLast((event) => event.type === 'generation.completed');
  const requested = (field: string) => (request?.data[field] as string | undefined) ?? null;
  return {
    facts: {
      country: requested('country'),
      platform: requested('platform'),
      app_version: requested('app_version'),
      surface: requested('surface'),
      variant: requested('variant'),
      model: (lastAttempt?.data.model as string | undefined) ?? requested('model'),
      user_key: requested('user_id'),
      photo_hash: requested('photo_hash'),
      prompt_hash: requested('prompt_hash'),
      generation_id: id,
    },
    requestedAt: request?.time ?? null,
    events,
  };
}
