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
