import { compareText } from './text-order.ts';

/** When something happened to a generation, and which event says so. */
export interface Moment {
  /** Microseconds since 1970. */
  readonly time: number;
  readonly id: string;
  readonly source: string;
  /** The segment that brought it; 0 when it was read from ClickHouse. */
  readonly segment: number;
  /** Its row among the new events of that segment. */
  readonly row: number;
}

/** Orders events of a generation by (time, id), and by source where two sources use one id at one time. */
export function compareMoments(a: Moment, b: Moment): number {
  return a.time - b.time || compareText(a.id, b.id) || compareText(a.source, b.source);
}

/** Whether both are the same event; nothing is the same as nothing. */
export function sameMoment(a: Moment | undefined, b: Moment | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && compareMoments(a, b) === 0);
}

/** Whether an event is not later than another by (time, id). */
export function isUpTo(event: Pick<Moment, 'time' | 'id'>, last: Pick<Moment, 'time' | 'id'>): boolean {
  return (event.time - last.time || compareText(event.id, last.id)) <= 0;
}
