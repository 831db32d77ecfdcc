import { describe, expect, test } from 'vitest';
import { StartError } from './common/start-error.ts';
import { readConfig } from './config.ts';

describe('the settings', () => {
  test('have the defaults of the contract, and an empty variable counts as not set', () => {
    expect(readConfig({ PORT: '', CLICKHOUSE_URL: ' ', OTHER: 'x' })).toEqual({
      host: '127.0.0.1',
      port: 3000,
      dataDir: './data',
      clickhouseUrl: undefined,
      databaseUrl: undefined,
      adminEmail: undefined,
      adminPassword: undefined,
      adminApiKey: undefined,
      ingestApiKey: undefined,
      reportingCurrency: 'USD',
      reportingTimeZone: 'UTC',
      maxEventAgeDays: 90,
      rejectedEventsDays: 90,
      ingestEventsPerSecond: 0,
      maxSpoolBytes: 10 * 2 ** 30,
      maxConnections: 4096,
      trustProxy: [],
      logLevel: 'info',
    });
  });

  test('are read from their variables', () => {
    const config = readConfig({
      PORT: '8080',
      CLICKHOUSE_URL: 'https://u:p@host:8443/db',
      DATABASE_URL: 'postgresql://u:p@host/db',
      REPORTING_CURRENCY: 'EUR',
      REPORTING_TIME_ZONE: 'Asia/Kathmandu',
      MAX_EVENT_AGE_DAYS: '0',
    });
    expect(config).toMatchObject({ port: 8080, reportingTimeZone: 'Asia/Kathmandu', maxEventAgeDays: 0 });
  });

  test('that are wrong are all named at once, without their values', () => {
    const wrong = {
      PORT: '70000',
      CLICKHOUSE_URL: 'tcp://secret@host',
      DATABASE_URL: 'mysql://secret@host',
      ADMIN_EMAIL: 'secret',
      ADMIN_API_KEY: 'secret key',
      REPORTING_CURRENCY: 'usd',
      REPORTING_TIME_ZONE: 'Mars/Olympus',
      MAX_EVENT_AGE_DAYS: '-1',
      REJECTED_EVENTS_DAYS: 'never',
      INGEST_EVENTS_PER_SECOND: '1.5',
      MAX_SPOOL_BYTES: '10 gigs',
      MAX_CONNECTIONS: '0',
      TRUST_PROXY: '10.0.0.0/33',
      LOG_LEVEL: 'loud',
    };
    let message = '';
    try {
      readConfig(wrong);
    } catch (error) {
      expect(error).toBeInstanceOf(StartError);
      message = (error as Error).message;
    }
    for (const name of [...Object.keys(wrong), 'ADMIN_PASSWORD']) expect(message).toContain(name);
    expect(message).not.toContain('secret');
    expect(message).not.toContain('\n');
  });

  test('say whose word on the address of a client is taken', () => {
    const trustOf = (TRUST_PROXY: string) => readConfig({ TRUST_PROXY }).trustProxy;
    expect(trustOf('10.0.0.0/8, ::1,loopback')).toEqual(['10.0.0.0/8', '::1', 'loopback']);
    for (const wrong of ['2', 'true', '10.0.0.0/8,', '10.0.0', '::1/129', 'example.com']) {
      expect(() => trustOf(wrong), wrong).toThrow(/TRUST_PROXY must be/);
    }
  });

  test('one key can not be both the admin and the ingest key', () => {
    const key = '0123456789';
    expect(() => readConfig({ ADMIN_API_KEY: key, INGEST_API_KEY: key })).toThrow(
      /ADMIN_API_KEY, INGEST_API_KEY/,
    );
  });
});
