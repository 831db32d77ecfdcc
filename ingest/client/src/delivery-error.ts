export interface DeliveryErrorFacts {
  /** HTTP status of the answer, if there was one. */
  status?: number | undefined;
  /** How many events it is about. */
  events: number;
  /** In how many milliseconds they are sent again; absent when they are not. */
  retryInMs?: number | undefined;
}

/** Why events could not be handed over, in words for a person. Holds no event and no key: it is safe to log. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly status: number | undefined;
  readonly events: number;
  readonly retryInMs: number | undefined;

  constructor(message: string, { status, events, retryInMs }: DeliveryErrorFacts) {
    super(message);
    this.status = status;
    this.events = events;
    this.retryInMs = retryInMs;
  }
}
