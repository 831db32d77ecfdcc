import type { MessagePort } from 'node:worker_threads';
import type { CollectAnswer } from './collector/collect-answer.ts';
import type { CollectRequest } from './collector/collect-request.ts';
import type { SpoolPosition } from './spool/spool-position.ts';

/** How to reach the tables, which must be there. */
export interface ClickHouseConnection {
  url: string;
  database: string;
  username: string;
  password: string;
}

interface ThreadData {
  /** Least level of the log. */
  logLevel: string;
  /** Of the PipelineNumbers. */
  numbers: SharedArrayBuffer;
  /** Between the two threads: serveSegments at the end of the collect thread, RemoteSegments at the other. */
  segments: MessagePort;
}

export interface CollectThreadData extends ThreadData {
  spoolDir: string;
  maxSpoolBytes: number;
  pseudonymKey: Uint8Array;
  maxEventAgeDays: number;
}

export interface CountThreadData extends ThreadData {
  clickhouse: ClickHouseConnection;
}

/** Requests are numbered by who sends them, so that answers may come in any order. */
export interface NumberedRequest {
  id: number;
  request: CollectRequest;
}

export interface NumberedAnswer {
  id: number;
  /** Undefined when the request met an error that no answer foresees. */
  answer: CollectAnswer | undefined;
}

export type ToCollectThread = { requests: NumberedRequest[] } | 'stop';
export type FromCollectThread = { answers: NumberedAnswer[] };

export type ToCountThread = { settle: SpoolPosition; id: number } | 'marked' | 'stop';
export type FromCountThread = { settled: number };
