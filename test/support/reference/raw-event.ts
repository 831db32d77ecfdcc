/** An event as a service sends it: a CloudEvent 1.0 with the data of one of our eleven types. */
export interface RawEvent {
  specversion: string;
  id: string;
  source: string;
  type: string;
  /** RFC 3339, at most six digits of a second. */
  time: string;
  /** The generation id. */
  subject?: string | null;
  data?: Record<string, unknown> | null;
}
