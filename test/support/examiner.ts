import { expect } from 'vitest';
import type { Api } from './api.ts';
import { differences } from './differences.ts';
import { type ReferenceAnswer, reference } from './reference/answer.ts';
import type { ReportQuery } from './reference/report-query.ts';
import type { World } from './reference/world.ts';

/** Asks the product and the reference the same and fails on any difference. */
export interface Examiner {
  /** Every metric of the catalog that these dimensions can split. */
  metricsFor(dimensions: string[]): string[];
  dimensions: string[];
  /** Dimensions with so many values that a query by them needs a limit. */
  manyValued: string[];
  metrics: { name: string; dimensions: string[] }[];
  expectEqual(query: ReportQuery & Record<string, unknown>): Promise<void>;
}

export const manyValued = ['user_key', 'photo_hash', 'prompt_hash', 'generation_id'];

/** @param ask the reference, for a caller that asks it of one world more than once */
export async function examiner(
  api: Api,
  world: World,
  range: ReportQuery['time_range'],
  ask: (query: ReportQuery) => ReferenceAnswer = reference(world),
): Promise<Examiner> {
  const { body: catalog } = await api.request('GET', '/v1/catalog');
  const metrics = catalog.metrics as { name: string; dimensions: string[] }[];
  const userKeys = await userKeysOf(api, ask, range);
  return {
    metrics,
    manyValued,
    dimensions: (catalog.dimensions as { name: string }[])
      .map(({ name }) => name)
      .filter((name) => name !== 'time'),
    metricsFor: (dimensions) =>
      metrics
        .filter((metric) => dimensions.every((dimension) => metric.dimensions.includes(dimension)))
        .map(({ name }) => name),
    async expectEqual(query) {
      const isLarge = query.dimensions?.some((name) => manyValued.includes(name));
      const found = await api.query({ ...query, ...(isLarge ? { limit: 10_000 } : {}) });
      const right = withUserKeys(ask(query), query.dimensions?.indexOf('user_key') ?? -1, userKeys);
      const different = differences(query, found, right);
      if (different.length > 0) {
        expect.fail(
          `${different.length} differences by ${found.meta.table} (${found.meta.table_reason}) in ` +
            `${JSON.stringify({ ...query, metrics: query.metrics.length > 3 ? '…' : query.metrics })}:\n` +
            different.slice(0, 20).join('\n'),
        );
      }
    },
  };
}

/** The user key of each user id, found through their generations: one each, 32 hex digits, no two the same. */
async function userKeysOf(
  api: Api,
  ask: (query: ReportQuery) => ReferenceAnswer,
  time_range: ReportQuery['time_range'],
): Promise<Map<string, string>> {
  const query = { metrics: ['generations_requested'], dimensions: ['generation_id', 'user_key'], time_range };
  const answer = await api.query({ ...query, limit: 10_000 });
  const users = new Map(ask(query).rows.map(({ dimensions: [id, user] }) => [id, user]));
  const keys = new Map<string, string>();
  for (const [id, key] of answer.rows) {
    const user = users.get(id as string);
    if (typeof user !== 'string') continue;
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect(keys.get(user) ?? key).toBe(key);
    keys.set(user, key as string);
  }
  expect(new Set(keys.values()).size).toBe(keys.size);
  return keys;
}

function withUserKeys(answer: ReferenceAnswer, column: number, keys: Map<string, string>): ReferenceAnswer {
  if (column < 0) return answer;
  const rows = answer.rows.map((row) => {
    const user = row.dimensions[column];
    const dimensions = user ? row.dimensions.with(column, keys.get(user) ?? user) : row.dimensions;
    return { ...row, dimensions };
  });
  return { ...answer, rows };
}
