import { z } from 'zod';
import { byteSize } from './common/byte-size.ts';
import { StartError } from './common/start-error.ts';
import { trustedProxies } from './common/trusted-proxies.ts';

const url = (protocols: string[], example: string) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `must look like ${example}`,
    );

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((number) => number >= min && number <= max, `must be a whole number from ${min} to ${max}`);

const MIB = 2 ** 20;

const apiKey = z
  .string()
  .regex(
    /^[\x21-\x7e]{1,256}$/,
    'must be 1 to 256 visible ASCII characters without spaces, so that it fits a header',
  );

// By default zod looks at pairs only when every single value is right; people want to hear of all at once.
const always = () => true;

const settings = z
  .object({
    HOST: z.string().default('127.0.0.1'),
    PORT: wholeNumber(0, 65535).default(3000), // 0 = any free port
    DATA_DIR: z.string().default('./data'),
    CLICKHOUSE_URL: url(['http:', 'https:'], 'http://user:password@host:8123/database').optional(),
    DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/database').optional(),
    ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
    ADMIN_PASSWORD: z.string().min(8, 'must have at least 8 characters').max(1024, 'is too long').optional(),
    ADMIN_API_KEY: apiKey.optional(),
    INGEST_API_KEY: apiKey.optional(),
    REPORTING_CURRENCY: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be a currency code of ISO 4217 such as USD')
      .default('USD'),
    REPORTING_TIME_ZONE: z
      .string()
      .refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin')
      .default('UTC'),
    MAX_EVENT_AGE_DAYS: wholeNumber(0, 100_000).default(90),
    REJECTED_EVENTS_DAYS: wholeNumber(0, 100_000).default(90),
    INGEST_EVENTS_PER_SECOND: wholeNumber(0, 100_000_000).default(0),
    MAX_SPOOL_BYTES: byteSize(64 * MIB, 2 ** 20 * 1024 * MIB).default(10 * 1024 * MIB),
    MAX_CONNECTIONS: wholeNumber(1, 1_000_000).default(4096),
    TRUST_PROXY: trustedProxies.default([]),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        error: 'must be one of fatal, error, warn, info, debug, trace, silent',
      })
      .default('info'),
  })
  .refine((s) => (s.ADMIN_EMAIL === undefined) === (s.ADMIN_PASSWORD === undefined), {
    path: ['ADMIN_EMAIL, ADMIN_PASSWORD'],
    message: 'must be set together',
    when: always,
  })
  .refine((s) => s.ADMIN_API_KEY === undefined || s.ADMIN_API_KEY !== s.INGEST_API_KEY, {
    path: ['ADMIN_API_KEY, INGEST_API_KEY'],
    message: 'must not be the same key',
    when: always,
  });

/** The settings of this start, read once from the environment. */
export type Config = ReturnType<typeof readConfig>;

/** Injection token of the `Config`. */
export const CONFIG = Symbol('config');

/**
 * Reads the settings; a variable that is empty counts as not set.
 * @throws StartError naming every variable that is wrong. Their values are left out: they may be secrets.
 */
export function readConfig(environment: Record<string, string | undefined>) {
  const given = Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== '');
  const result = settings.safeParse(Object.fromEntries(given));
  if (!result.success) {
    const wrong = result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new StartError(`Breakeven can't start with these settings: ${wrong.join('; ')}.`);
  }
  const s = result.data;
  return {
    host: s.HOST,
    port: s.PORT,
    dataDir: s.DATA_DIR,
    clickhouseUrl: s.CLICKHOUSE_URL,
    databaseUrl: s.DATABASE_URL,
    adminEmail: s.ADMIN_EMAIL,
    adminPassword: s.ADMIN_PASSWORD,
    adminApiKey: s.ADMIN_API_KEY,
    ingestApiKey: s.INGEST_API_KEY,
    reportingCurrency: s.REPORTING_CURRENCY,
    reportingTimeZone: s.REPORTING_TIME_ZONE,
    maxEventAgeDays: s.MAX_EVENT_AGE_DAYS,
    rejectedEventsDays: s.REJECTED_EVENTS_DAYS,
    /** Events that one key may send per second; 0 = as many as it likes. */
    ingestEventsPerSecond: s.INGEST_EVENTS_PER_SECOND,
    maxSpoolBytes: s.MAX_SPOOL_BYTES,
    maxConnections: s.MAX_CONNECTIONS,
    trustProxy: s.TRUST_PROXY,
    logLevel: s.LOG_LEVEL,
  };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
