export { BreakevenClient, type EventOptions, type WaitOptions } from './breakeven-client.ts';
export type { ClientOptions } from './client-options.ts';
export type { ClientStats } from './client-stats.ts';
export { closeOnSignals } from './close-on-signals.ts';
export { DeliveryError } from './delivery-error.ts';
export type { CloudEvent } from './events/cloud-event.ts';
export type { EventData, EventType } from './events/event-data.ts';
export { micros } from './events/micros.ts';
export type { DropReason, Rejection } from './reports.ts';
