import { blockedUsage } from './blocked-usage.ts';
import { Decimal } from './decimal.ts';
import { ownDimensions } from './dimensions.ts';
import { generations, noGeneration } from './generation.ts';
import type { Lines } from './line.ts';
import { outcomes } from './outcomes.ts';
import type { RawEvent } from './raw-event.ts';
import { uniqueEvents } from './unique-events.ts';
import { usageOf } from './usage.ts';

/** Everything that metrics are made of, from the events in the order of their arrival. */
export function lines(arrivals: RawEvent[]): Lines {
  const events = uniqueEvents(arrivals);
  const byId = generations(events);
  const found: Lines = { events: [], outcomes: [], usage: [], blockedUsage: [], revenue: [] };

  for (const event of events) {
    const { facts, requestedAt } = byId.get(event.generationId ?? '') ?? noGeneration;
    const dimensions = { ...facts, ...ownDimensions(event) };
    const { time } = event;
    found.events.push({ event, time, requestedAt, dimensions });
    for (const usage of usageOf(event)) {
      const withResource = { ...dimensions, resource: usage.resource };
      found.usage.push({ ...usage, usedAt: time, time, requestedAt, dimensions: withResource });
    }
    if (event.type === 'ad.impression' || event.type === 'ad.revenue_adjusted') {
      const amount = new Decimal(event.data.revenue_micros as number).div(1_000_000);
      found.revenue.push({ amount, currency: event.data.currency as string, time, requestedAt, dimensions });
    }
  }
  for (const generation of byId.values()) {
    for (const [kind, time] of outcomes(generation)) {
      found.outcomes.push({ kind, time, requestedAt: generation.requestedAt, dimensions: generation.facts });
    }
    found.blockedUsage.push(...blockedUsage(generation));
  }
  return found;
}
