import type { ReportCallbacks } from './reports.ts';

export interface ClientOptions extends ReportCallbacks {
  /** Address of the server, such as https://breakeven.example. User ids go over this line: use https beyond one machine. */
  url: string;
  /** An API key with scope `ingest`. */
  key: string;
  /** Who sends, such as `gpu-worker`: (`source`, event id) is what an event is known by. Keep it the same over deployments. */
  source: string;
  /** Events of one request, 1,000 unless told, at most 10,000. */
  batchEvents?: number | undefined;
  /** How long an event waits for others to share its request, 1,000 ms unless told. */
  batchDelayMs?: number | undefined;
  /** How many events are kept while the server is away, 100,000 unless told; more are dropped. */
  bufferEvents?: number | undefined;
  /** How many bytes of events are kept, 64 MiB unless told; more are dropped. */
  bufferBytes?: number | undefined;
  /** How long a request waits for its answer before it is sent again, 30,000 ms unless told. */
  requestTimeoutMs?: number | undefined;
}

export interface ClientSettings {
  url: string;
  key: string;
  source: string;
  batchEvents: number;
  batchDelayMs: number;
  bufferEvents: number;
  bufferBytes: number;
  requestTimeoutMs: number;
}

/** The most events that the server takes in one request. */
const REQUEST_EVENTS_MAX = 10_000;
const TIMER_MS_MAX = 2 ** 31 - 1;

/**
 * The options with their defaults.
 * @throws TypeError when one of them can't be right: a service should not start so. The key is never quoted.
 */
export function readOptions(options: ClientOptions): ClientSettings {
  const { url, key, source } = options;
  if (typeof key !== 'string' || !/^[\x21-\x7e]+$/.test(key)) {
    throw new TypeError('key must be an API key: is a variable missing, or a line end behind it?');
  }
  if (typeof source !== 'string' || source === '' || source.length > 1024) {
    throw new TypeError('source must be a text of 1 to 1024 characters that says who sends.');
  }
  return {
    ...{ url: readUrl(url), key, source },
    batchEvents: readWhole(options, 'batchEvents', 1000, REQUEST_EVENTS_MAX),
    batchDelayMs: readWhole(options, 'batchDelayMs', 1000, TIMER_MS_MAX),
    bufferEvents: readWhole(options, 'bufferEvents', 100_000, Number.MAX_SAFE_INTEGER),
    bufferBytes: readWhole(options, 'bufferBytes', 64 * 1024 * 1024, Number.MAX_SAFE_INTEGER),
    requestTimeoutMs: readWhole(options, 'requestTimeoutMs', 30_000, TIMER_MS_MAX),
  };
}

function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new TypeError('url must be the address of a Breakeven server, such as https://breakeven.example.');
  }
  return url.href.replace(/\/+$/, '');
}

function readWhole(
  options: ClientOptions,
  name: 'batchEvents' | 'batchDelayMs' | 'bufferEvents' | 'bufferBytes' | 'requestTimeoutMs',
  normal: number,
  max: number,
): number {
  const value = options[name] ?? normal;
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new TypeError(`${name} must be a whole number from 1 to ${max}, not ${value}.`);
}
