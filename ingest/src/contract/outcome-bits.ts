/** The bit of each outcome of a generation in the column `events.outcomes`. */
export const OUTCOME_BITS = { requested: 1, shown: 2, kept: 4, posted: 8, shared: 16, blocked: 32 } as const;

export type OutcomeKind = keyof typeof OUTCOME_BITS;
