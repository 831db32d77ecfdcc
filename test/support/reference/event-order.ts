import type { UniqueEvent } from './unique-events.ts';

/** The order of events wherever "first", "latest" or "up to" is said: by time, then by the bytes of the id. */
export function eventOrder(a: Pick<UniqueEvent, 'time' | 'id'>, b: Pick<UniqueEvent, 'time' | 'id'>): number {
  return a.time - b.time || Buffer.compare(Buffer.from(a.id), Buffer.from(b.id));
}
