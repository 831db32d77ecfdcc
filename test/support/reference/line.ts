import type { Decimal } from './decimal.ts';
import type { OutcomeKind } from './outcomes.ts';
import type { Resource } from './rate.ts';
import type { UniqueEvent } from './unique-events.ts';

/** What every line knows of where it belongs. */
interface Booked {
  /** When it is booked, microseconds since 1970. */
  time: number;
  /** When its generation was requested; null = without a known request. */
  requestedAt: number | null;
  /** Its value of every dimension that it has one of. */
  dimensions: Record<string, string | null>;
}

/** One event. */
export interface EventLine extends Booked {
  event: UniqueEvent;
}

/** One outcome of one generation. */
export interface OutcomeLine extends Booked {
  kind: OutcomeKind;
}

/** One use of one resource by one event; for blocked usage booked to the block. */
export interface UsageLine extends Booked {
  resource: Resource;
  /** In seconds, checks or bytes. */
  quantity: Decimal;
  /** When it was used: decides rate and exchange rate. */
  usedAt: number;
  /** What a rate may match. */
  match: Record<string, string | null>;
}

/** What one event earned or corrected. */
export interface RevenueLine extends Booked {
  amount: Decimal;
  currency: string;
}

export interface Lines {
  events: EventLine[];
  outcomes: OutcomeLine[];
  usage: UsageLine[];
  blockedUsage: UsageLine[];
  revenue: RevenueLine[];
}
