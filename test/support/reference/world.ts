import type { FxRate } from './exchange.ts';
import type { Rate } from './rate.ts';
import type { RawEvent } from './raw-event.ts';

/** Everything that the answers depend on: what was sent, and what people entered. */
export interface World {
  /** The valid events in the order of their arrival, repeats and conflicts included. */
  arrivals: RawEvent[];
  /** In the order in which they were added. */
  rates: Rate[];
  /** In the order in which they were added. */
  fxRates: FxRate[];
  reportingCurrency: string;
}
