import type { ClickHouseClient } from '@clickhouse/client';
import { bucketOf } from '../contract/bucket.ts';
import { FACT_COLUMNS } from '../contract/columns.ts';
import type { GenerationFacts } from '../contract/generation-facts.ts';
import { externalRows, runWithTable } from './external-table.ts';
import type { Block } from './generation-state.ts';

/** A blocked generation whose rows of `blocked_usage` may be others by now. */
export interface BlockedGeneration {
  id: string;
  facts: GenerationFacts;
  block: Block;
  /** The buckets of events that it may have used something with. */
  buckets: readonly number[];
  /** Buckets that hold rows which may not be right any more. */
  outdated: readonly number[];
}

const BLOCK_TEXTS = ['stage', 'policy', 'classifier', 'classifier_version', 'decided_by'] as const;
const USAGE_TYPES = "'generation.completed', 'moderation.decided', 'clip.viewed'";
const NO_PRICE = "'', '', '', ''";

/** The usage lines of an event, as the view usage_lines has them: resource, quantity, and what a price needs to know. */
const LINES = [
  ["'gpu'", "type = 'generation.completed'", 'gpu_seconds', "gpu_model, gpu_region, '', ''"],
  ["'storage'", "type = 'generation.completed'", 'output_bytes', "gpu_model, gpu_region, '', ''"],
  [
    "'moderation_check'",
    "type = 'moderation.decided' AND decided_by = 'automated'",
    '1',
    "'', '', stage, classifier",
  ],
  ["'human_review'", "type = 'moderation.decided'", 'review_seconds', "'', '', stage, ''"],
  ["'delivery'", "type = 'clip.viewed'", 'delivered_bytes', NO_PRICE],
]
  .map(
    ([resource, condition, quantity, price]) =>
      `(${resource}, if(${condition}, ${decimal(`ifNull(${quantity}, 0)`)}, ${decimal('0')}), ${price})`,
  )
  .join(', ');

function decimal(value: string): string {
  return `CAST(${value} AS Decimal(38, 18))`;
}

/**
 * Brings the rows of these generations up to date: those of the outdated buckets get a tombstone, and above it stands
 * what each generation had used up to and including its block. ClickHouse derives it from the stored events, so that a
 * generation with a million views costs no memory here, and doing it twice changes nothing.
 * @param version of the tombstones; the rows get the next one
 */
export async function storeBlockedUsage(
  client: ClickHouseClient,
  generations: readonly BlockedGeneration[],
  version: number,
): Promise<void> {
  if (generations.length === 0) return;
  const facts = Object.keys(FACT_COLUMNS);
  const columns = [
    'bucket',
    'generation_id',
    'source',
    'id',
    'resource',
    'time',
    'usage_bucket',
    'quantity',
    ...['gpu_model', 'gpu_region', 'price_stage', 'price_classifier'],
    ...BLOCK_TEXTS,
    ...facts,
  ];
  const structure = [
    'generation_id String, buckets Array(UInt32), outdated Array(UInt32)',
    "block_bucket DateTime('UTC'), block_time DateTime64(6, 'UTC'), block_id String",
    ...BLOCK_TEXTS.map((name) => `${name} String`),
    ...Object.entries(FACT_COLUMNS).map(([name, type]) => `${name} ${type}`),
  ];
  await runWithTable(
    client,
    `INSERT INTO blocked_usage (${columns.join(', ')}, version, is_deleted)
     SELECT blocked.block_bucket, used.generation_id, used.source, used.id, used.line.1, blocked.block_time, used.bucket,
            used.line.2, used.line.3, used.line.4, used.line.5, used.line.6,
            ${[...BLOCK_TEXTS, ...facts].map((name) => `blocked.${name}`).join(', ')}, ${version + 1}, 0
     FROM (
       SELECT generation_id, bucket, time, source, id, arrayJoin(arrayFilter(l -> l.2 > 0, [${LINES}])) AS line
       FROM events
       WHERE bucket IN (SELECT arrayJoin(buckets) FROM blocked) AND type IN (${USAGE_TYPES})
         AND generation_id IN (SELECT generation_id FROM blocked)
     ) AS used
     INNER JOIN blocked ON used.generation_id = blocked.generation_id
     WHERE (used.time, used.id) <= (blocked.block_time, blocked.block_id)
     UNION ALL
     SELECT ${columns.join(', ')}, ${version}, 1 FROM blocked_usage
     WHERE bucket IN (SELECT arrayJoin(outdated) FROM blocked)
       AND (generation_id, toUnixTimestamp(bucket)) IN (SELECT generation_id, arrayJoin(outdated) FROM blocked)`,
    externalRows(
      'blocked',
      structure.join(', '),
      generations.map(({ id, facts, block: { at, ...texts }, buckets, outdated }) => ({
        generation_id: id,
        ...{ buckets, outdated },
        block_bucket: bucketOf(at.time),
        block_time: at.time,
        block_id: at.id,
        ...texts,
        ...facts,
      })),
    ),
    // Without a token, as in repairEvents.
    { async_insert: 0, max_partitions_per_insert_block: '0' },
  );
}
