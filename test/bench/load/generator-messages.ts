import type { NativeTargets } from './native-bodies.ts';
import type { LoadOptions, LoadResult } from './send-load.ts';

/** What requests carry. */
export type Content =
  /** Events that nobody has sent before. `goesOn`: those that follow on the ones sent last, instead of the first ones. */
  | { kind: 'new-events'; perRequest: number; live?: boolean; goesOn?: boolean }
  /** The same events as rows for ClickHouse. */
  | { kind: 'new-rows'; perRequest: number }
  | { kind: 'gzipped-events' }
  | { kind: 'native-rows' }
  /** One event in each request, always the same one. */
  | { kind: 'known-event' }
  /** As many bytes as one event, all of them blank. */
  | { kind: 'blank' };

export type Command =
  | { kind: 'load'; options: LoadOptions; content: Content }
  | { kind: 'prepare-gzipped-events'; perRequest: number; requests: number }
  | ({ kind: 'prepare-native-rows'; perRequest: number; requests: number } & NativeTargets);

export interface Order {
  id: number;
  command: Command;
}

export type Report =
  /** All templates are there: from now on its CPU is that of the load. */
  { kind: 'ready' } | Answer;

/** What comes of an order. */
export type Answer =
  | { id: number; kind: 'done'; result: LoadResult | undefined }
  | { id: number; kind: 'failed'; message: string }
  /** Once a second. `today`: the day in the history that is being sent, in milliseconds since 1970. */
  | { id: number; kind: 'progress'; accepted: number; today: number };
