import { FACT_COLUMNS } from '../contract/columns.ts';
import type { EventType } from '../contract/event-types.ts';
import { bucketsOf, type Check } from './check.ts';
import { generationFold } from './generation-fold.ts';
import { generationsOf, inBucketsOf } from './generations-of.ts';
import { inPiece, inSlice, type Piece } from './piece.ts';

const BLOCK = "type = 'moderation.decided' AND verdict = 'block'";
/** Only these use something. */
const USING: EventType[] = ['generation.completed', 'moderation.decided', 'clip.viewed'];
const ROW = ['bucket', 'generation_id', 'source', 'id', 'resource'] as const;
const FACTS = Object.keys(FACT_COLUMNS).filter((name) => name !== 'outcomes');
const USED = ['quantity', 'gpu_model', 'gpu_region', 'price_stage', 'price_classifier'] as const;
const BLOCK_TEXTS = ['stage', 'policy', 'classifier', 'classifier_version', 'decided_by'] as const;
const VALUES = ['time', 'usage_bucket', ...USED, ...BLOCK_TEXTS, ...FACTS];
const COLUMNS = [...ROW, ...VALUES];

/** What a blocked generation had used up to its first block, against what that block and its events say. */
export const blockedUsageCheck: Check = {
  differences,
  touched: bucketsOf(differences),
  // The version stands above every other of the row, tombstones included.
  repairs: (piece) => [
    `INSERT INTO blocked_usage (${[...COLUMNS, 'version', 'is_deleted'].join(', ')})
SELECT ${ROW.join(', ')}, ${VALUES.map((_, index) => `if(is_due, due, stored).${index + 1}`).join(', ')},
  newest.version + 1, NOT is_due
FROM (${different(piece)}) AS different
LEFT JOIN (
  SELECT ${ROW.join(', ')}, max(version) AS version FROM blocked_usage WHERE ${inPiece(piece)} GROUP BY ${ROW.join(', ')}
) AS newest USING (${ROW.join(', ')})`,
  ],
};

function differences(piece: Piece): string {
  return `
SELECT 'blocked_usage' AS kind, bucket, arrayStringConcat([generation_id, source, id, resource], ' ') AS subject,
       if(is_stored, toString(stored), '') AS found, if(is_due, toString(due), '') AS expected
FROM (${different(piece)})`;
}

function different(piece: Piece): string {
  return `
SELECT ${ROW.join(', ')}, max(side = 'due') AS is_due, max(side = 'stored') AS is_stored,
  anyIf(content, side = 'due') AS due, anyIf(content, side = 'stored') AS stored
FROM (
  SELECT 'due' AS side, ${ROW.join(', ')}, tuple(${VALUES.join(', ')}) AS content FROM (${due(piece)})
  UNION ALL
  SELECT 'stored', ${texts(ROW)}, tuple(${texts(VALUES)})
  FROM blocked_usage FINAL WHERE ${inPiece(piece)} AND ${inSlice(piece)}
)
GROUP BY ${ROW.join(', ')}
HAVING is_due != is_stored OR due != stored`;
}

/** One row for each usage line of a generation that was first blocked in the piece. */
function due(piece: Piece): string {
  const zero = 'toDecimal128(0, 18)';
  const line = (resource: string, type: string, quantity: string, ...price: string[]) =>
    `('${resource}', if(type = '${type}', ${quantity}, ${zero}), ${price.map((word) => `CAST(${word} AS String)`).join(', ')})`;
  const lines = [
    line(
      'gpu',
      'generation.completed',
      `ifNull(gpu_seconds, ${zero})`,
      'gpu_model',
      'gpu_region',
      "''",
      "''",
    ),
    line(
      'storage',
      'generation.completed',
      'toDecimal128(ifNull(output_bytes, 0), 18)',
      'gpu_model',
      'gpu_region',
      "''",
      "''",
    ),
    line(
      'moderation_check',
      'moderation.decided',
      "toDecimal128(decided_by = 'automated', 18)",
      "''",
      "''",
      'stage',
      'classifier',
    ),
    line('human_review', 'moderation.decided', `ifNull(review_seconds, ${zero})`, "''", "''", 'stage', "''"),
    line('delivery', 'clip.viewed', 'toDecimal128(ifNull(delivered_bytes, 0), 18)', "''", "''", "''", "''"),
  ];
  return `
SELECT DISTINCT toStartOfFifteenMinutes(block_at.1) AS bucket, used.generation_id AS generation_id,
  CAST(used.source AS String) AS source, used.id AS id, used.line.1 AS resource, block_at.1 AS time,
  used.bucket AS usage_bucket, ${USED.map((name, index) => `used.line.${index + 2} AS ${name}`).join(', ')},
  ${BLOCK_TEXTS.map((name) => `CAST(block_${name} AS String) AS ${name}`).join(', ')},
  ${FACTS.map((name) => (name === 'requested_at' ? `fold.${name} AS ${name}` : `CAST(fold.${name} AS String) AS ${name}`)).join(', ')}
FROM (
  SELECT generation_id, source, id, time, bucket, arrayJoin(arrayFilter(line -> line.2 > 0, [${lines.join(',\n    ')}])) AS line
  FROM events
  WHERE type IN (${USING.map((type) => `'${type}'`).join(', ')}) AND bucket < toDateTime(${piece.end}, 'UTC')
    AND ${inBucketsOf(piece, USING, BLOCK)} AND generation_id IN (${generationsOf(piece, BLOCK)})
) AS used
INNER JOIN (SELECT * FROM (${generationFold(piece, BLOCK)}) WHERE block_at.2 != '') AS fold ON used.generation_id = fold.generation_id
WHERE (used.time, used.id) <= (block_at.1, block_at.2)
  AND block_at.1 >= toDateTime(${piece.start}, 'UTC') AND block_at.1 < toDateTime(${piece.end}, 'UTC')`;
}

function texts(names: readonly string[]): string {
  const others = ['bucket', 'time', 'usage_bucket', 'quantity', 'requested_at'];
  return names.map((name) => (others.includes(name) ? name : `CAST(${name} AS String)`)).join(', ');
}
