import type { EventType } from '../contract/event-types.ts';
import type { CloudEvent, SampleEvent } from './sample-event.ts';

/** Says that something happened. */
export type Emit = (happening: {
  source: 'app' | 'renderer' | 'moderation' | 'labels' | 'player' | 'ads' | 'fleet';
  type: EventType;
  /** Milliseconds since 1970. */
  time: number;
  /** Generation id; absent for events without one. */
  generation?: string;
  /** Tells this event from the others of its generation (or, without one, of its source). */
  name: string;
  data: CloudEvent['data'];
  /** When its sender sends it, if later than `time`. */
  sentAt?: number;
}) => void;

/** Makes events out of what happens and hands them to `take`. */
export function emitTo(take: (sample: SampleEvent) => void): Emit {
  return ({ source, type, time, generation, name, data, sentAt }) => {
    take({
      sentAt: sentAt ?? time,
      event: {
        specversion: '1.0',
        id: generation === undefined ? name : `${generation}/${name}`,
        source: `sample/${source}`,
        type,
        time: new Date(time).toISOString(),
        ...(generation !== undefined && { subject: generation }),
        data,
      },
    });
  };
}
