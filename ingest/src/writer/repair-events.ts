import type { ClickHouseClient } from '@clickhouse/client';
import { EVENT_COLUMNS, FACT_COLUMNS } from '../contract/columns.ts';
import type { GenerationFacts } from '../contract/generation-facts.ts';
import { OUTCOME_BITS } from '../contract/outcome-bits.ts';
import { externalRows, runWithTable } from './external-table.ts';
import { OUTCOME_KINDS, type Outcomes } from './outcomes.ts';
import type { StoredPlace } from './stored-place.ts';

/** A generation of which stored events may have other facts or outcomes by now. */
export interface Repair {
  id: string;
  facts: GenerationFacts;
  outcomes: Outcomes;
  /** Which events that may be: all in these buckets, or those at these places, of which not every one has to exist. */
  events: { buckets: readonly number[] } | { places: readonly StoredPlace[] };
}

const OF_GENERATION =
  'bucket IN (SELECT arrayJoin(buckets) FROM repairs) AND generation_id IN (SELECT generation_id FROM repairs)';
/** By the whole key: what is read does not depend on how many events a bucket has. */
const AT_PLACES =
  '(bucket, type, source, id) IN (SELECT place.1, place.2, place.3, place.4 FROM repairs ARRAY JOIN places AS place)';

/**
 * Stores those events of these generations again whose facts or outcomes are others. ClickHouse compares and copies
 * them, so that a generation with a million views costs no memory here, and doing it twice changes nothing.
 * @param version that the events get
 */
export async function repairEvents(
  client: ClickHouseClient,
  repairs: readonly Repair[],
  version: number,
): Promise<void> {
  const whole = repairs.filter(({ events }) => 'buckets' in events);
  const single = repairs.filter(({ events }) => 'places' in events);
  if (whole.length > 0) await repairThose(client, whole, OF_GENERATION, version);
  if (single.length > 0) await repairThose(client, single, AT_PLACES, version);
}

async function repairThose(
  client: ClickHouseClient,
  repairs: readonly Repair[],
  concerned: string,
  version: number,
): Promise<void> {
  const own = Object.keys(EVENT_COLUMNS);
  const facts = Object.keys(FACT_COLUMNS);
  const structure = [
    'generation_id String',
    'buckets Array(UInt32)',
    "places Array(Tuple(DateTime('UTC'), String, String, String))",
    'outcomes_of Array(Tuple(UInt8, String, String))',
    ...Object.entries(FACT_COLUMNS).map(([name, type]) => `${name} ${type}`),
  ];
  // An event is known by its source and id alone.
  const outcomes =
    'arraySum(arrayMap(o -> if(o.2 = stored.source AND o.3 = stored.id, o.1, 0), repairs.outcomes_of))::UInt8';
  await runWithTable(
    client,
    `INSERT INTO events (${[...own, ...facts, 'outcomes', 'version'].join(', ')})
     SELECT ${own.map((name) => `stored.${name}`).join(', ')}, ${facts.map((name) => `repairs.${name}`).join(', ')},
            ${outcomes}, ${version}
     FROM (
       SELECT ${[...own, ...facts].join(', ')}, outcomes, version FROM events
       WHERE ${concerned}
       ORDER BY version DESC LIMIT 1 BY bucket, type, source, id
     ) AS stored
     INNER JOIN repairs ON stored.generation_id = repairs.generation_id
     WHERE stored.outcomes != ${outcomes} OR ${facts.map((name) => `stored.${name} != repairs.${name}`).join(' OR ')}`,
    externalRows(
      'repairs',
      structure.join(', '),
      repairs.map(({ id, events, facts, outcomes }) => ({
        generation_id: id,
        buckets: 'buckets' in events ? events.buckets : [],
        places:
          'places' in events
            ? events.places.map(({ bucket, type, source, id }) => [bucket, type, source, id])
            : [],
        ...facts,
        outcomes_of: OUTCOME_KINDS.flatMap((kind) => {
          const moment = outcomes[kind];
          return moment === undefined ? [] : [[OUTCOME_BITS[kind], moment.source, moment.id]];
        }),
      })),
    ),
    // No deduplication token: after a crash fewer events are left to repair, so the same token would stand for other rows.
    { async_insert: 0, max_partitions_per_insert_block: '0', max_bytes_before_external_sort: '268435456' },
  );
}
