import type { RawEvent } from '../reference/raw-event.ts';
import type { Random } from './random.ts';
import { timeText } from './time-text.ts';
import { words } from './words.ts';

export type MakeEvent = (
  type: string,
  /** Microseconds since 1970. */
  time: number,
  subject: string | undefined,
  data: Record<string, unknown>,
) => RawEvent;

/** Makes events with identities of their own; now and then the id is one that another source used for another generation. */
export function eventMaker(random: Random): MakeEvent {
  const used: RawEvent[] = [];
  let made = 0;
  return (type, time, subject, data) => {
    made += 1;
    let source: string = random.pick(words.source);
    let id = `${random.pick(words.idPrefix)}${random.int(0, 0xffff).toString(16)}-${made}`;
    const other = used.length > 0 && random.chance(0.02) ? random.pick(used) : undefined;
    if (other && other.subject !== subject && !other.source.endsWith('2')) {
      id = other.id;
      source = `${other.source}-${made}-2`;
    }
    const event: RawEvent = { specversion: '1.0', id, source, type, time: timeText(time, random), data };
    if (subject !== undefined) event.subject = subject;
    if (random.chance(0.05)) used.push(event);
    return event;
  };
}
