import { inPiece, inSlice, type Piece } from './piece.ts';

const STAGES = ['photo', 'prompt', 'video', 'story'] as const;
const AT = '(time, id, CAST(source AS String))';
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
 * Older versions of an event are read too: they differ in what follows from the fold alone.
 */
export function generationFold(piece: Piece): string {
  const facts = Object.entries(REQUEST_FACTS);
  const latest = STAGES.flatMap((stage) => [
    `maxIf(${AT}, ${DECIDED} AND stage = '${stage}') AS ${stage}_at`,
    `argMaxIf(verdict, ${AT}, ${DECIDED} AND stage = '${stage}') AS ${stage}_verdict`,
  ]);
  return `SELECT generation_id,
  toDateTime64(request_at.1, 6, 'UTC') AS requested_at, ${facts.map(([name]) => name).join(', ')},
  if(attempt_model = '', request_model, attempt_model) AS model,
  if(succeeded AND video_verdict = 'allow', video_at, nobody) AS shown_at,
  if(story_verdict = 'allow', story_at, nobody) AS posted_at,
  if(rated_outcome = 'kept', rated_at, nobody) AS rating_at,
  [(1, request_at), (2, shown_at),
   (4, if(shown_at.2 = '', nobody, arrayMin(arrayFilter(at -> at.2 != '', [rating_at, posted_at, share_at])))),
   (8, posted_at), (16, share_at),
   (32, if('block' IN (photo_verdict, prompt_verdict, video_verdict), early_block_at, nobody))] AS outcomes_of,
  block_at, ${BLOCK_TEXTS.map((name) => `block_${name}`).join(', ')}
FROM (
  SELECT generation_id, CAST((0, '', ''), 'Tuple(DateTime64(6, ''UTC''), String, String)') AS nobody,
    minIf(${AT}, ${REQUEST}) AS request_at,
    ${facts.map(([name, column]) => `argMinIf(${column}, ${AT}, ${REQUEST}) AS ${name}`).join(',\n    ')},
    argMinIf(event_model, ${AT}, ${REQUEST}) AS request_model,
    argMaxIf(event_model, ${AT}, type = 'generation.completed') AS attempt_model,
    countIf(type = 'generation.completed' AND status = 'succeeded') > 0 AS succeeded,
    ${latest.join(',\n    ')},
    maxIf(${AT}, ${RATED}) AS rated_at, argMaxIf(outcome, ${AT}, ${RATED}) AS rated_outcome,
    minIf(${AT}, type = 'clip.shared') AS share_at,
    minIf(${AT}, ${BLOCKED} AND stage != 'story') AS early_block_at,
    minIf(${AT}, ${BLOCKED}) AS block_at,
    ${BLOCK_TEXTS.map((name) => `argMinIf(${name}, ${AT}, ${BLOCKED}) AS block_${name}`).join(', ')}
  FROM events
  WHERE type IN ('generation.requested', 'generation.completed', 'moderation.decided', 'clip.rated', 'clip.shared')
    AND generation_id IN (
      SELECT generation_id FROM events WHERE ${inPiece(piece)} AND ${inSlice(piece)} AND generation_id != '')
  GROUP BY generation_id
)`;
}
