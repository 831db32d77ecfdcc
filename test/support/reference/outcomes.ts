import type { Generation } from './generation.ts';
import type { UniqueEvent } from './unique-events.ts';

export type OutcomeKind = 'requested' | 'shown' | 'kept' | 'posted' | 'shared' | 'blocked';

/**
 * What became of a generation: the time (microseconds since 1970) at which each outcome that holds became true.
 *
 * - requested: a request exists; at the request that counts.
 * - shown: an attempt succeeded and the latest video decision is allow; at that decision.
 * - posted: the latest story decision is allow; at that decision.
 * - shared: at the first share.
 * - kept: shown, and the latest rating with an outcome is kept, or posted, or shared; at the earliest of these three.
 * - blocked: the latest decision at photo, prompt or video is block; at the first block at any of these stages.
 */
export function outcomes({ events, requestedAt }: Generation): Map<OutcomeKind, number> {
  const ofType = (type: string) => events.filter((event) => event.type === type);
  const decisions = ofType('moderation.decided');
  const latestAt = (stage: string) => decisions.findLast(({ data }) => data.stage === stage);
  const allowedAt = (stage: string) =>
    latestAt(stage)?.data.verdict === 'allow' ? latestAt(stage) : undefined;

  const succeeded = ofType('generation.completed').some(({ data }) => data.status === 'succeeded');
  const shown = succeeded ? allowedAt('video') : undefined;
  const posted = allowedAt('story');
  const shared = ofType('clip.shared')[0];
  const lastRating = ofType('clip.rated').findLast(({ data }) => data.outcome !== undefined);
  const ratedKept = lastRating?.data.outcome === 'kept' ? lastRating : undefined;

  const early = ['photo', 'prompt', 'video'];
  const blocked = early.some((stage) => latestAt(stage)?.data.verdict === 'block')
    ? decisions.find(({ data }) => data.verdict === 'block' && early.includes(data.stage as string))
    : undefined;

  const found = new Map<OutcomeKind, number>();
  const book = (kind: OutcomeKind, ...events: (UniqueEvent | undefined)[]) => {
    const times = events.filter((event) => event !== undefined).map((event) => event.time);
    if (times.length > 0) found.set(kind, Math.min(...times));
  };
  if (requestedAt !== null) found.set('requested', requestedAt);
  book('shown', shown);
  book('posted', posted);
  book('shared', shared);
  book('blocked', blocked);
  if (shown) book('kept', ratedKept, posted, shared);
  return found;
}
