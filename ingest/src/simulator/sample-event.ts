import type { EventType } from '../contract/event-types.ts';

/** A CloudEvent of the contract. All sources of sample traffic start with 'sample/'. */
export interface CloudEvent {
  specversion: '1.0';
  id: string;
  source: `sample/${string}`;
  type: EventType;
  /** RFC 3339 in UTC. */
  time: string;
  subject?: string;
  data: Record<string, string | number | boolean>;
}

/** An event and when its sender sends it (milliseconds since 1970): mostly its own time, later from a phone without a network. */
export interface SampleEvent {
  sentAt: number;
  event: CloudEvent;
}
