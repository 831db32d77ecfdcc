import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';

let breakeven: Breakeven;
let api: Api;
beforeAll(async () => {
  breakeven = await startBreakeven({
    port: 4420,
    env: { REPORTING_CURRENCY: 'EUR', REPORTING_TIME_ZONE: 'Asia/Tehran' },
  });
  api = apiOf(breakeven);
});
afterAll(() => breakeven?.remove());

const event = {
  ...{ specversion: '1.0', id: '1', source: 'test', type: 'clip.shared', subject: 'g1' },
  ...{ time: '2026-10-01T00:00:00Z', data: { channel: 'feed' } },
};

describe('the settings', () => {
  it('begin with the values of the environment, which count only at the first start', async () => {
    const first = { reporting_currency: 'EUR', reporting_time_zone: 'Asia/Tehran', sample_data: false };
    expect((await api.request('GET', '/v1/settings')).body).toEqual(first);
    const change = { reporting_time_zone: 'Asia/Kathmandu' };
    const changed = await api.request('PATCH', '/v1/settings', { json: change });
    expect(changed).toMatchObject({ status: 200, body: { ...first, ...change } });
    await breakeven.stop();
    breakeven = await breakeven.restart();
    expect((await api.request('GET', '/v1/settings')).body).toEqual({ ...first, ...change });
  });

  it('refuse what no report could use, and change nothing then', async () => {
    const before = (await api.request('GET', '/v1/settings')).body;
    for (const json of [
      { reporting_currency: 'EURO' },
      { reporting_currency: 'USD', reporting_time_zone: 'Mars/Olympus' },
      { currency: 'USD' },
      { sample_data: false },
    ]) {
      expect(await api.request('PATCH', '/v1/settings', { json })).toMatchObject({ status: 400 });
    }
    expect((await api.request('GET', '/v1/settings')).body).toEqual(before);
  });
});

describe('keys', () => {
  it('are shown once, do what their scopes say, and end when they are revoked', async () => {
    const made = await api.request('POST', '/v1/keys', { json: { name: 'dashboard', scopes: ['read'] } });
    expect(made).toMatchObject({
      status: 201,
      body: { name: 'dashboard', scopes: ['read'], last_used_at: null },
    });
    const { id, key, prefix } = made.body;
    expect(key.startsWith(prefix)).toBe(true);

    expect((await api.request('GET', '/v1/rates', { key })).status).toBe(200);
    expect((await api.request('POST', '/v1/events', { key, json: [event] })).status).toBe(403);
    expect((await api.request('POST', '/v1/rates', { key, json: {} })).status).toBe(403);

    const { items } = (await api.request('GET', '/v1/keys')).body;
    const listed = items.find((item: { id: string }) => item.id === id);
    expect(listed).toMatchObject({ prefix, name: 'dashboard' });
    expect(JSON.stringify(items)).not.toContain(key);

    expect((await api.request('DELETE', `/v1/keys/${id}`)).status).toBe(204);
    expect((await api.request('GET', '/v1/rates', { key })).status).toBe(401);
    expect((await api.request('DELETE', `/v1/keys/${id}`)).status).toBe(404);
  });

  it('with a wrong name or scope are refused', async () => {
    for (const json of [
      { name: '', scopes: ['read'] },
      { name: 'x', scopes: [] },
      { name: 'x', scopes: ['all'] },
    ]) {
      expect(await api.request('POST', '/v1/keys', { json })).toMatchObject({ status: 400 });
    }
  });
});

describe('onboarding', () => {
  it('shows a working ingest key until the first event has come in, and never again', async () => {
    const before = (await api.request('GET', '/v1/onboarding')).body;
    expect(before).toEqual({ has_events: false, ingest_key: expect.any(String) });
    expect((await api.request('GET', '/v1/onboarding')).body).toEqual(before); // the same one on each visit
    expect((await api.request('GET', '/v1/rates', { key: before.ingest_key })).status).toBe(403); // may only ingest

    const sent = await api.request('POST', '/v1/events', { key: before.ingest_key, json: [event] });
    expect(sent).toMatchObject({ status: 200, body: { accepted: 1 } });
    expect((await api.request('GET', '/v1/onboarding')).body).toEqual({ has_events: true, ingest_key: null });
    // It goes on working for the service that it was copied into.
    const again = await api.request('POST', '/v1/events', { key: before.ingest_key, json: [event] });
    expect(again.status).toBe(200);
  });

  it('is for administrators', async () => {
    expect((await api.request('GET', '/v1/onboarding', { key: breakeven.ingestKey })).status).toBe(403);
  });
});

describe('sample data', () => {
  it('are refused once there are events of the workspace itself', async () => {
    const refused = await api.request('POST', '/v1/sample-data');
    expect(refused).toMatchObject({ status: 409, body: { code: 'sample_data_refused' } });
    const status = { status: 'none', events_sent: 0, events_total: 0 };
    expect((await api.request('GET', '/v1/sample-data')).body).toEqual(status);
  });
});
