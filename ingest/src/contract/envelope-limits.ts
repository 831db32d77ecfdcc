/** What the attributes of an event may be at most. Texts in UTF-16 units, the subject in characters. */
export const ENVELOPE_LIMITS = {
  attribute: 1024,
  subject: 128,
  /** A sender's clock may be ahead by this much. */
  futureMs: 10 * 60_000,
} as const;
