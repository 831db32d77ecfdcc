import type { ClickHouseClient } from '@clickhouse/client';
import { EVENT_COLUMNS, FACT_COLUMNS } from '../contract/columns.ts';
import type { GenerationFacts } from '../contract/generation-facts.ts';
import { externalRows, runWithTable } from './external-table.ts';

/** A generation whose facts have changed after events of it were stored. */
export interface Repair {
  generation_id: string;
  facts: GenerationFacts;
  /** In which buckets the stored events are. */
  buckets: readonly number[];
}

/**
 * Stores the events of these generations again, with the new facts. ClickHouse copies them, so that a generation with
 * a million views costs no memory here.
 * @param below only events with a version below this one, which are those stored before the segment
 * @param version that the events get
 */
export async function repairFacts(
  client: ClickHouseClient,
  repairs: readonly Repair[],
  { below, version }: { below: number; version: number },
): Promise<void> {
  if (repairs.length === 0) return;
  const own = Object.keys(EVENT_COLUMNS);
  const facts = Object.keys(FACT_COLUMNS);
  const structure = [
    'generation_id String',
    'buckets Array(UInt32)',
    ...Object.entries(FACT_COLUMNS).map(([name, type]) => `${name} ${type}`),
  ];
  await runWithTable(
    client,
    `INSERT INTO events (${[...own, ...facts, 'version'].join(', ')})
     SELECT ${own.map((name) => `stored.${name}`)}, ${facts.map((name) => `repairs.${name}`)}, ${version}
     FROM (
       SELECT ${own.join(', ')}, version FROM events
       WHERE bucket IN (SELECT arrayJoin(buckets) FROM repairs)
         AND generation_id IN (SELECT generation_id FROM repairs)
       ORDER BY version DESC LIMIT 1 BY bucket, type, source, id
     ) AS stored
     INNER JOIN repairs ON stored.generation_id = repairs.generation_id
     WHERE stored.version < ${below}`,
    externalRows(
      'repairs',
      structure.join(', '),
      repairs.map(({ generation_id, buckets, facts }) => ({ generation_id, buckets, ...facts })),
    ),
    // No deduplication token: after a crash fewer events are left to repair, so the same token would stand for other rows.
    { async_insert: 0, max_partitions_per_insert_block: '0', max_bytes_before_external_sort: '268435456' },
  );
}
