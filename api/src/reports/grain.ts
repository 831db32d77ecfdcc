/** The lengths of time that rows may stand for. A week starts on Monday. */
export const grains = ['15m', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type Grain = (typeof grains)[number];
