/** What holds for all events of one generation, as columns of `events`. Unknown text is ''. */
export interface GenerationFacts {
  /** Microseconds since 1970; 0 = the request is not known. */
  requested_at: number;
  country: string;
  platform: string;
  app_version: string;
  surface: string;
  variant: string;
  model: string;
  user_key: string;
  photo_hash: string;
  prompt_hash: string;
}

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
