import { expect } from 'vitest';
import type { Api, Json } from './api.ts';

/** Lets the product recompute everything that follows from its stored events: what is stored otherwise, or nothing. */
export async function storedOtherwise(api: Api): Promise<Json[]> {
  const range = { from: '2020-01-01', to: '2030-01-01' };
  const begun = await api.request('POST', '/v1/ingest/verify', { json: range });
  expect(begun.status, begun.text).toBe(202);
  let { body } = begun;
  while (body.status === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 100));
    ({ body } = await api.request('GET', '/v1/ingest/verify'));
  }
  expect(body).toMatchObject({ status: 'complete' });
  expect(body.days_done).toBe(body.days_total);
  return body.differences;
}
