import { afterAll, beforeAll, expect, test } from 'vitest';
import { anEvent, IngestLab } from '../support/ingest-lab.ts';
import { type StartedClickHouse, startClickHouse } from '../support/start-clickhouse.ts';

let clickHouse: StartedClickHouse;
let lab: IngestLab;

beforeAll(async () => {
  clickHouse = await startClickHouse();
  lab = new IngestLab(clickHouse.client);
});
afterAll(() => clickHouse?.stop());

test('a bucket that is settled again and again leaves no more rows than one that is settled once', async () => {
  for (let times = 0; times < 12; times += 1) {
    await lab.write([anEvent('clip.viewed', 1, { views: 1, delivered_bytes: 1000 + times })]);
    await lab.settle();
  }
  await lab.client.command({ query: 'OPTIMIZE TABLE rollups FINAL' });
  const [rows] = await lab.query<{ stored: number; counted: number; views: number }>(
    `SELECT (SELECT count() FROM rollups) AS stored, count() AS counted,
       sumIf(views, family = 'count' AND dimension = '') AS views FROM rollups FINAL`,
  );
  expect(rows?.views).toBe(12);
  expect(rows?.stored).toBe(rows?.counted);
});
