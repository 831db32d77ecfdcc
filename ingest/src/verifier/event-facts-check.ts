import { EVENT_COLUMNS, FACT_COLUMNS } from '../contract/columns.ts';
import { bucketsOf, type Check } from './check.ts';
import { generationFold } from './generation-fold.ts';
import { inPiece, inSlice, type Piece } from './piece.ts';

const FACTS = Object.keys(FACT_COLUMNS).filter((name) => name !== 'outcomes');
const EXPECTED_OUTCOMES = `toUInt8(arraySum(o -> o.1 * (o.2 = (stored.time, stored.id, CAST(stored.source AS String))), fold.outcomes_of))`;
const OTHER_FACTS = FACTS.map((name) => `stored.${name} != fold.${name}`).join(' OR ');
const OTHER_OUTCOMES = `stored.outcomes != ${EXPECTED_OUTCOMES}`;

/** What every event says of its generation against a fold over the generation's events. */
export const eventFactsCheck: Check = {
  differences,
  touched: bucketsOf(differences),
  repairs(piece) {
    const own = Object.keys(EVENT_COLUMNS);
    return [
      `INSERT INTO events (${[...own, ...FACTS, 'outcomes', 'version'].join(', ')})
SELECT ${own.map((name) => `stored.${name}`).join(', ')}, ${FACTS.map((name) => `fold.${name}`).join(', ')},
  ${EXPECTED_OUTCOMES}, stored.version + 1
FROM ${joined(piece)}
WHERE ${OTHER_FACTS} OR ${OTHER_OUTCOMES}`,
    ];
  },
};

function differences(piece: Piece): string {
  return `
SELECT arrayJoin(arrayFilter(d -> d.4, [
         ('facts', toString(tuple(${FACTS.map((name) => `stored.${name}`).join(', ')})),
          toString(tuple(${FACTS.map((name) => `fold.${name}`).join(', ')})), ${OTHER_FACTS}),
         ('outcomes', toString(stored.outcomes), toString(${EXPECTED_OUTCOMES}), ${OTHER_OUTCOMES})])) AS difference,
       difference.1 AS kind, bucket, concat(source, ' ', id) AS subject, difference.2 AS found, difference.3 AS expected
FROM ${joined(piece)}`;
}

function joined(piece: Piece): string {
  return `(SELECT * FROM events FINAL WHERE ${inPiece(piece)} AND ${inSlice(piece)}) AS stored
LEFT JOIN (${generationFold(piece)}) AS fold ON stored.generation_id = fold.generation_id`;
}
