import { type Ratio, ratio } from './ratio.ts';
import type { BenchResult } from './run-cases.ts';
import { median } from './statistics/percentile.ts';

/** Each goal that the measured cases tell something of. Figures of several repetitions are compared by their medians. */
export function ratiosOf({ raw_json, batches, bursts, single, soak }: BenchResult): Ratio[] {
  const rawRows = middle(raw_json, (one) => one.accepted_per_second);
  const rawCpu = middle(raw_json, (one) => one.cpu_s_per_million.clickhouse);
  const ratios: Ratio[] = [];
  for (const [name, one] of Object.entries(batches)) {
    const cpu = one.cpu_s_per_million.clickhouse;
    ratios.push(
      ratio(`${name}: settled events/s of raw rows/s`, one.settled_per_second / rawRows, { atLeast: 0.5 }),
      ratio(`${name}: ClickHouse CPU of raw ClickHouse CPU`, cpu / rawCpu, { atMost: 0.5 }),
      ratio(`${name}: bytes on disk of NDJSON bytes`, one.disk.when_settled.of_ndjson, { atMost: 0.15 }),
    );
  }
  if (bursts.length > 0) {
    const acknowledged = middle(bursts, (one) => one.accepted_per_second);
    ratios.push(
      ratio('burst: acknowledged events/s of raw rows/s', acknowledged / rawRows, { atLeast: 0.8 }),
    );
  }
  if (single.length > 0) {
    const stored = middle(single, (one) => one.stored.accepted_per_second);
    const blank = middle(single, (one) => one.blank.requests_per_second);
    const gathered = middle(single, (one) => one.async_insert.accepted_per_second);
    ratios.push(
      ratio('single: of answers without storing', stored / blank, { atLeast: 0.5 }),
      ratio('single: of async_insert with wait', stored / gathered, { atLeast: 30 }),
    );
  }
  if (soak !== undefined) {
    ratios.push(
      ratio('soak: memory without ClickHouse in MB', soak.memory.without_clickhouse_mb, { atMost: 700 }),
      ratio('soak: growth of that memory in MB a minute', soak.memory.growth_mb_per_minute, { atMost: 5 }),
      ratio('soak: p95 of the queries of its idle value', soak.overview.p95_ratio, { atMost: 2 }),
    );
  }
  return ratios;
}

function middle<T>(all: readonly T[], figure: (one: T) => number): number {
  return median(all.map(figure)) ?? Number.NaN;
}
