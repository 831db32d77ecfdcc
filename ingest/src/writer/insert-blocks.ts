import type { ClickHouseClient } from '@clickhouse/client';
import { FACT_COLUMNS } from '../contract/columns.ts';
import type { Row } from '../spool/native/column-codec.ts';
import { blockColumns, encodeBlock } from '../spool/native/encode-block.ts';
import type { BlockedUsageRow } from './blocked-usage.ts';
import { insertBytes } from './insert-bytes.ts';
import type { OutcomeRow } from './outcome-rows.ts';

/** Never left to a default; for an Enum8 that is left out, ClickHouse stores 0, which is none of its words. */
const NO_DEFAULTS: ReadonlySet<string> = new Set(['bucket', 'kind', 'generation_id', 'time', 'version']);

const OUTCOME = blockColumns(
  {
    bucket: "DateTime('UTC')",
    kind: "Enum8('requested' = 1, 'shown' = 2, 'kept' = 3, 'posted' = 4, 'shared' = 5, 'blocked' = 6)",
    time: "DateTime64(6, 'UTC')",
  },
  NO_DEFAULTS,
);
const FACTS = blockColumns(FACT_COLUMNS, NO_DEFAULTS);
const OWN = blockColumns({ generation_id: 'String', is_deleted: 'UInt8' }, NO_DEFAULTS);
const VERSION = blockColumns({ version: 'UInt64' }, NO_DEFAULTS);

const BLOCKED_USAGE = blockColumns(
  {
    bucket: "DateTime('UTC')",
    generation_id: 'String',
    source: 'LowCardinality(String)',
    id: 'String',
    resource: 'LowCardinality(String)',
    time: "DateTime64(6, 'UTC')",
    usage_bucket: "DateTime('UTC')",
    quantity: 'Decimal(38, 18)',
    gpu_model: 'LowCardinality(String)',
    gpu_region: 'LowCardinality(String)',
    price_stage: 'LowCardinality(String)',
    price_classifier: 'LowCardinality(String)',
    stage: 'LowCardinality(String)',
    policy: 'LowCardinality(String)',
    classifier: 'LowCardinality(String)',
    classifier_version: 'LowCardinality(String)',
    decided_by: 'LowCardinality(String)',
    ...FACT_COLUMNS,
    version: 'UInt64',
    is_deleted: 'UInt8',
  },
  NO_DEFAULTS,
);

/** Stores outcomes, all with one version. */
export async function insertOutcomes(
  client: ClickHouseClient,
  rows: readonly OutcomeRow[],
  version: number,
  token: string,
): Promise<void> {
  if (rows.length === 0) return;
  const block = encodeBlock(
    { columns: OUTCOME, rows: rows.map(({ outcome }) => asRow(outcome)) },
    { columns: FACTS, rows: rows.map(({ facts }) => asRow(facts)) },
    { columns: OWN, rows: rows.map(({ own }) => own) },
    { columns: VERSION, rows: rows.map(() => ({ version })) },
  );
  await insertBytes(client, 'outcomes', 'Native', block, token);
}

export async function insertBlockedUsage(
  client: ClickHouseClient,
  rows: readonly BlockedUsageRow[],
  token: string,
): Promise<void> {
  if (rows.length === 0) return;
  const block = encodeBlock({ columns: BLOCKED_USAGE, rows: rows.map(asRow) });
  await insertBytes(client, 'blocked_usage', 'Native', block, token);
}

function asRow(row: object): Row {
  return row as Row;
}
