import { drawHour } from '@breakeven/ingest/simulator/draw-hour';
import type { CloudEvent } from '@breakeven/ingest/simulator/sample-event';
import { storyUntil } from '@breakeven/ingest/simulator/scenarios/story';

export const DAY_MS = 86_400_000;
/** A Wednesday, which is a little quieter than the mean day of a week. */
export const FIRST_DAY = Date.UTC(2025, 0, 1);

/** An event of the traffic that one day's requests cause. */
export interface DayEvent {
  event: CloudEvent;
  /** How many whole days after the day of the requests it is sent: 0 to 14. */
  daysLater: number;
}

/**
 * Everything that follows from the requests of one day, by the time of day at which it is sent. Sent every day anew, each
 * event moved by its `daysLater`, it is the traffic of a service that is the same size every day: the requests of that day
 * with the views, ads and appeals of the days before.
 */
export function dayOfTraffic(generationsPerDay: number): DayEvent[] {
  // Nothing special happens on this day: all of the story lies far ahead.
  const options = { seed: 7, generationsPerDay, story: storyUntil(FIRST_DAY + 1000 * DAY_MS) };
  const day: { dayEvent: DayEvent; timeOfDay: number }[] = [];
  for (let hour = 0; hour < 24; hour += 1) {
    drawHour(FIRST_DAY / 3_600_000 + hour, options, ({ event, sentAt }) => {
      const daysLater = Math.floor((sentAt - FIRST_DAY) / DAY_MS);
      day.push({ dayEvent: { event, daysLater }, timeOfDay: sentAt - daysLater * DAY_MS });
    });
  }
  day.sort((a, b) => a.timeOfDay - b.timeOfDay || a.dayEvent.daysLater - b.dayEvent.daysLater);
  return day.map(({ dayEvent }) => dayEvent);
}
