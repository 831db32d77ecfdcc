import { ROLLUP_FAMILIES } from '../contract/rollup-families.ts';
import { ROLLUP_SETS, type RollupFamily } from '../contract/rollup-sets.ts';
import { bucketsOf, type Check } from './check.ts';
import { inPiece, type Piece } from './piece.ts';

const FAMILIES = Object.keys(ROLLUP_SETS) as RollupFamily[];
/** What was touched since it was settled is not compared: it is settled again anyway. */
const SETTLED = 'bucket NOT IN (SELECT bucket FROM buckets GROUP BY bucket HAVING sum(marks) > max(settled))';

/** The settled totals against the lines, grouped directly: another statement than the one that settles. */
export const rollupsCheck: Check = {
  differences,
  touched: bucketsOf(differences),
  // Settling mends them, once the buckets are marked.
  repairs: () => [],
};

function differences(piece: Piece): string {
  return FAMILIES.map((family) => ofFamily(family, piece)).join('\nUNION ALL\n');
}

function ofFamily(family: RollupFamily, piece: Piece): string {
  const { view, keys, measures } = ROLLUP_FAMILIES[family];
  const dimensions = ROLLUP_SETS[family].filter((name) => name !== '');
  const oneOf = (pick: (name: string) => string) =>
    `multiIf(${dimensions.map((name) => `grouping(${name}) = 0, ${pick(name)}`).join(', ')}, '')`;
  const sets = ROLLUP_SETS[family].map((name) => `(${['bucket', ...keys, name].filter(Boolean).join(', ')})`);
  const texts = (names: readonly string[]) => names.map((name) => `toString(${name})`).join(', ');
  const row = ['bucket', 'dimension', 'value', 'key'];
  return `
SELECT 'rollups' AS kind, bucket, concat('${family} ', dimension, ' ', value, ' ', toString(key)) AS subject,
       if(is_stored, toString(stored), '') AS found, if(is_due, toString(due), '') AS expected
FROM (
  SELECT ${row.join(', ')}, max(side = 'due') AS is_due, max(side = 'stored') AS is_stored,
    anyIf(totals, side = 'due') AS due, anyIf(totals, side = 'stored') AS stored
  FROM (
    SELECT 'due' AS side, bucket, ${oneOf((name) => `'${name}'`)} AS dimension,
      ${oneOf((name) => `CAST(${name} AS String)`)} AS value, CAST([${texts(keys)}] AS Array(String)) AS key,
      [${texts(measures.map((name) => (name === 'lines' ? 'count()' : `sum(${name})`)))}] AS totals
    FROM ${view} WHERE ${inPiece(piece)} AND ${SETTLED}
    GROUP BY GROUPING SETS (${sets.join(', ')})
    UNION ALL
    SELECT 'stored', bucket, CAST(dimension AS String), value, CAST([${texts(keys)}] AS Array(String)), [${texts(measures)}]
    FROM rollups FINAL WHERE family = '${family}' AND ${inPiece(piece)} AND ${SETTLED}
  )
  GROUP BY ${row.join(', ')}
  HAVING is_due != is_stored OR due != stored
)`;
}
