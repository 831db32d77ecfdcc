import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';

let breakeven: Breakeven;
let api: Api;
beforeAll(async () => {
  breakeven = await startBreakeven({ port: 4450 });
  api = apiOf(breakeven);
});
afterAll(() => breakeven?.remove());

const status = async () => (await api.request('GET', '/v1/sample-data')).body;
const isSending = async () => (await status()).events_sent > 0;

describe('sample data', () => {
  it('is sent through the collector while the server goes on answering, and marks the workspace', async () => {
    expect(await status()).toEqual({ status: 'none', events_sent: 0, events_total: 0 });
    const begun = await api.request('POST', '/v1/sample-data');
    expect(begun).toMatchObject({ status: 202, body: { status: 'loading' } });
    const again = await api.request('POST', '/v1/sample-data');
    expect(again).toMatchObject({ status: 409, body: { code: 'sample_data_refused' } });

    await expect.poll(isSending, { timeout: 60_000 }).toBe(true);
    const { events_sent, events_total } = await status();
    expect(events_total).toBeGreaterThan(events_sent);
    expect((await api.request('GET', '/v1/settings')).body.sample_data).toBe(true);
    expect((await api.request('GET', '/v1/rates')).body.items.length).toBeGreaterThan(0);
    expect((await api.request('GET', '/v1/ingest/status')).body.accepted).toBeGreaterThan(0);
  });

  it('ends with the server and can be begun again; the key that it had is gone', async () => {
    expect(await breakeven.stop()).toBe(0);
    breakeven = await breakeven.restart();
    expect(await status()).toMatchObject({ status: 'failed', message: expect.any(String) });
    const { items } = (await api.request('GET', '/v1/keys')).body;
    expect(items.map(({ name }: { name: string }) => name).sort()).toEqual([
      'ADMIN_API_KEY',
      'INGEST_API_KEY',
    ]);
    expect(await api.request('POST', '/v1/sample-data')).toMatchObject({ status: 202 });
    await expect.poll(isSending, { timeout: 60_000 }).toBe(true);
  });
});
