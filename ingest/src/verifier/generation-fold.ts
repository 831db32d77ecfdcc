import type { EventType } from '../contract/event-types.ts';
import { generationsOf, inBucketsOf } from './generations-of.ts';
import type { Piece } from './piece.ts';

/** Only these say something of their generation. */
const FOLDED: EventType[] = [
  'generation.requested',
  'generation.completed',
  'moderation.decided',
  'clip.rated',
  'clip.shared',
];
const STAGES = ['photo', 'prompt', 'video', 'story'] as const;
const REQUEST = "type = 'generation.requested'";
const DECIDED = "type = 'moderation.decided'";
const BLOCKED = `${DECIDED} AND verdict = 'block'`;
const RATED = "type = 'clip.rated' AND outcome != ''";
const BLOCK_TEXTS = ['stage', 'policy', 'classifier', 'classifier_version', 'decided_by'] as const;

/** The facts of a generation but for requested_at and model, with the column of its request that says them. */
const REQUEST_FACTS = {
  country: 'event_country',
  platform: 'event_platform',
  app_version: 'event_app_version',
  surface: 'event_surface',
  variant: 'event_variant',
  user_key: 'event_user_key',
  photo_hash: 'event_photo_hash',
  prompt_hash: 'event_prompt_hash',
} as const;

/**
 * What follows from the stored events of each generation that has an event in the piece: its facts, `outcomes_of` (pairs of
 * a bit and the moment of the event that carries it), and its first block. A moment is (time, id, source); '' as its id
 * says that there is none. Other words than the writer's for the same rules, so that a mistake in either shows.
 *
 * A moment is of one event, so the least or greatest moment with further words behind it has the words of that event.
 * Older versions of an event are read too: they differ in what follows from the fold alone.
 * @param which only generations with such an event in the piece
 */
export function generationFold(piece: Piece, which = '1'): string {
  const facts = Object.keys(REQUEST_FACTS);
  const first = (condition: string, ...words: string[]) => `minIf(${moment(words)}, ${condition})`;
  const last = (condition: string, ...words: string[]) => `maxIf(${moment(words)}, ${condition})`;
  const at = (name: string) => `(${name}.1, ${name}.2, ${name}.3)`;
  const latest = STAGES.map((stage) => `${last(`${DECIDED} AND stage = '${stage}'`, 'verdict')} AS ${stage}`);
  return `SELECT generation_id, CAST((0, '', ''), 'Tuple(DateTime64(6, ''UTC''), String, String)') AS nobody,
  toDateTime64(request.1, 6, 'UTC') AS requested_at, ${facts.map((name, index) => `request.${index + 5} AS ${name}`).join(', ')},
  if(attempt.4 = '', request.4, attempt.4) AS model,
  if(succeeded AND video.4 = 'allow', ${at('video')}, nobody) AS shown_at,
  if(story.4 = 'allow', ${at('story')}, nobody) AS posted_at,
  if(rating.4 = 'kept', ${at('rating')}, nobody) AS rating_at,
  [(1, ${at('request')}), (2, shown_at),
   (4, if(shown_at.2 = '', nobody, arrayMin(arrayFilter(at -> at.2 != '', [rating_at, posted_at, share_at])))),
   (8, posted_at), (16, share_at),
   (32, if('block' IN (photo.4, prompt.4, video.4), early_block_at, nobody))] AS outcomes_of,
  (block.1, block.2, block.3) AS block_at, ${BLOCK_TEXTS.map((name, index) => `block.${index + 4} AS block_${name}`).join(', ')}
FROM (
  SELECT generation_id,
    ${first(REQUEST, 'event_model', ...Object.values(REQUEST_FACTS))} AS request,
    ${last("type = 'generation.completed'", 'event_model')} AS attempt,
    countIf(type = 'generation.completed' AND status = 'succeeded') > 0 AS succeeded,
    ${latest.join(',\n    ')},
    ${last(RATED, 'outcome')} AS rating,
    ${first("type = 'clip.shared'")} AS share_at,
    ${first(`${BLOCKED} AND stage != 'story'`)} AS early_block_at,
    ${first(BLOCKED, ...BLOCK_TEXTS)} AS block
  FROM events
  WHERE type IN (${FOLDED.map((type) => `'${type}'`).join(', ')})
    AND ${inBucketsOf(piece, FOLDED, which)}
    AND generation_id IN (${generationsOf(piece, which)})
  GROUP BY generation_id
)`;
}

/** The moment of an event, with words of it. */
function moment(words: readonly string[]): string {
  return `(${['time', 'id', 'source', ...words].map((name) => (name === 'time' ? name : `CAST(${name} AS String)`)).join(', ')})`;
}
