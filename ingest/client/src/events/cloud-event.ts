import type { EventData, EventType } from './event-data.ts';

/** An event as it is sent: a CloudEvent 1.0. Its `type` tells what is in `data`. */
export type CloudEvent<Type extends EventType = EventType> = Type extends EventType
  ? {
      specversion: '1.0';
      /** Together with `source` it says which event this is. */
      id: string;
      source: string;
      type: Type;
      /** When it happened, RFC 3339. */
      time: string;
      /** The generation that it belongs to. */
      subject?: string;
      data: EventData<Type>;
    }
  : never;
