import type { ClickHouseClient } from '@clickhouse/client';
import type { EventType } from '../contract/event-types.ts';
import { type GenerationFacts, NO_FACTS } from '../contract/generation-facts.ts';
import { externalRows, parseLines, runWithTable } from './external-table.ts';
import { BLOCK_BIT, type StoredBucket, typeBits } from './generation-buckets.ts';
import { type Block, blockOf, GenerationState, STATEFUL_TYPES } from './generation-state.ts';
import type { Moment } from './moment.ts';

/** What events that make no state need to know of their generation. Every GenerationState is one. */
export interface GenerationSummary {
  readonly facts: GenerationFacts;
  /** The first block. */
  readonly block: Block | undefined;
}

/** A generation that has stored events. */
export interface StoredGeneration {
  id: string;
  buckets: readonly StoredBucket[];
}

const STATE_BITS = typeBits(...STATEFUL_TYPES);
const SUMMARY_BITS = typeBits('generation.requested', 'generation.completed') | BLOCK_BIT;
const SETTINGS = { output_format_json_quote_64bit_integers: 0 };

/** The columns of which states are made, besides type, time, id and source. */
const STATE_COLUMNS = [
  'event_country',
  'event_platform',
  'event_app_version',
  'event_surface',
  'event_variant',
  'event_model',
  'event_user_key',
  'event_photo_hash',
  'event_prompt_hash',
  'status',
  'stage',
  'verdict',
  'policy',
  'classifier',
  'classifier_version',
  'decided_by',
  'outcome',
] as const;

type StoredRow = Record<(typeof STATE_COLUMNS)[number], string> & {
  generation_id: string;
  type: EventType;
  time_us: number;
  id: string;
  source: string;
};

/** The states that follow from the stored events, by id. One without such events is left out. */
export async function findStates(
  client: ClickHouseClient,
  generations: readonly StoredGeneration[],
): Promise<Map<string, GenerationState>> {
  const states = new Map<string, GenerationState>();
  const wanted = wantedPlaces(generations, STATE_BITS);
  if (wanted.length === 0) return states;
  // Not FINAL: all versions of an event say the same in its own columns, and a state does not mind repetition.
  const answer = await runWithTable(
    client,
    `SELECT generation_id, type, toUnixTimestamp64Micro(time) AS time_us, id, source, ${STATE_COLUMNS.join(', ')}
     FROM events
     WHERE bucket IN (SELECT arrayJoin(buckets) FROM wanted)
       AND type IN (${STATEFUL_TYPES.map((type) => `'${type}'`).join(', ')})
       AND generation_id IN (SELECT generation_id FROM wanted) AND (type != 'clip.rated' OR outcome != '')
     FORMAT JSONEachRow`,
    externalRows('wanted', 'generation_id String, buckets Array(UInt32)', wanted),
    SETTINGS,
  );
  for (const row of parseLines<StoredRow>(answer)) {
    let state = states.get(row.generation_id);
    if (state === undefined) {
      state = new GenerationState();
      states.set(row.generation_id, state);
    }
    state.add(row.type, storedMoment(row), (column) => row[column as keyof StoredRow] as string);
  }
  return states;
}

type SummaryRow = Record<keyof GenerationFacts, string> & {
  generation_id: string;
  requested_us: number;
  blocks: number;
  block: Omit<Block, 'at'> & { time_us: number; id: string; source: string };
};

/** The facts and the first block of generations that have stored events, by id. One without both is left out. */
export async function findSummaries(
  client: ClickHouseClient,
  generations: readonly StoredGeneration[],
): Promise<Map<string, GenerationSummary>> {
  const wanted = wantedPlaces(generations, SUMMARY_BITS);
  if (wanted.length === 0) return new Map();
  const facts = Object.keys(NO_FACTS).filter((name) => name !== 'requested_at');
  const texts = ['stage', 'policy', 'classifier', 'classifier_version', 'decided_by'];
  // The highest version of any event of a generation has the newest facts.
  const answer = await runWithTable(
    client,
    `SELECT generation_id, toUnixTimestamp64Micro(argMax(requested_at, version)) AS requested_us,
            ${facts.map((name) => `argMax(events.${name}, version) AS ${name}`).join(', ')},
            countIf(type = 'moderation.decided') AS blocks,
            CAST(argMinIf((toUnixTimestamp64Micro(time), id, source, ${texts.map((name) => `CAST(${name} AS String)`).join(', ')}),
                          (time, id, CAST(source AS String)), type = 'moderation.decided')
              AS Tuple(time_us Int64, id String, source String, ${texts.map((name) => `${name} String`).join(', ')})) AS block
     FROM events
     WHERE bucket IN (SELECT arrayJoin(buckets) FROM wanted)
       AND (type IN ('generation.requested', 'generation.completed') OR (type = 'moderation.decided' AND verdict = 'block'))
       AND generation_id IN (SELECT generation_id FROM wanted)
     GROUP BY generation_id FORMAT JSONEachRow`,
    externalRows('wanted', 'generation_id String, buckets Array(UInt32)', wanted),
    SETTINGS,
  );
  return new Map(parseLines<SummaryRow>(answer).map((row) => [row.generation_id, summaryOf(row)]));
}

function summaryOf(row: SummaryRow): GenerationSummary {
  const facts = { ...NO_FACTS, requested_at: row.requested_us } as Record<string, string | number>;
  for (const name of Object.keys(NO_FACTS) as (keyof GenerationFacts)[])
    if (name !== 'requested_at') facts[name] = row[name];
  const { block } = row;
  return {
    facts: facts as unknown as GenerationFacts,
    block:
      row.blocks > 0
        ? blockOf(storedMoment(block), (column) => block[column as keyof typeof block] as string)
        : undefined,
  };
}

function storedMoment({ time_us, id, source }: { time_us: number; id: string; source: string }): Moment {
  return { time: time_us, id, source, segment: 0, row: 0 };
}

/** The generations that have events of these types, each with the buckets in which they are. */
function wantedPlaces(generations: readonly StoredGeneration[], bits: number) {
  return generations.flatMap(({ id, buckets }) => {
    const found = buckets.filter(({ types }) => (types & bits) !== 0).map(({ bucket }) => bucket);
    return found.length === 0 ? [] : [{ generation_id: id, buckets: found }];
  });
}
