import type { RawEvent } from '../reference/raw-event.ts';
import { bytes, seconds } from './amounts.ts';
import type { MakeEvent } from './event-maker.ts';
import type { Random } from './random.ts';
import { words } from './words.ts';

const minute = 60_000_000;

/** All events of one generation, from the request to its ad impressions; each may be missing, repeated or out of order. */
export function randomGeneration(
  random: Random,
  make: MakeEvent,
  id: string,
  /** Of the request, microseconds since 1970. */
  start: number,
  users: number,
): RawEvent[] {
  const found: RawEvent[] = [];
  const word = (name: Exclude<keyof typeof words, 'idPrefix'>, probability = 0.7) =>
    random.chance(probability) ? random.pick(words[name]) : random.pick([undefined, undefined, null, '']);
  const hash = () => random.int(0, 40).toString(16).padStart(32, 'a');

  // Events tie in time often, and some happen days later.
  let time = start;
  const next = () => {
    if (random.chance(0.2)) return time;
    time += random.chance(0.02) ? random.int(0, 3 * 24 * 60) * minute : random.int(1, 12 * minute);
    return time;
  };
  const add = (type: string, data: Record<string, unknown>, at = next()) => {
    const withUser = random.chance(0.05) ? { ...data, user_id: `user-${random.int(1, users)}` } : data;
    found.push(make(type, at, id, withUser));
  };
  const request = (at: number) =>
    add(
      'generation.requested',
      {
        user_id: `user-${random.int(1, users)}`,
        ...{ country: word('country'), platform: word('platform'), app_version: word('app_version') },
        ...{ surface: word('surface'), variant: word('variant'), model: word('model') },
        ...{ prompt_hash: random.maybe(0.5, hash), photo_hash: random.maybe(0.5, hash) },
        prompt_chars: random.maybe(0.5, () => random.int(0, 400)),
      },
      at,
    );
  const decide = (stage: string) => {
    const human = random.chance(0.15);
    add('moderation.decided', {
      ...{ stage, verdict: random.pick(words.verdict), policy: word('policy', 0.4) },
      ...{ classifier: word('classifier'), classifier_version: word('classifier_version') },
      ...{ score: random.maybe(0.5, () => random.int(0, 1000) / 1000) },
      ...{ latency_ms: random.maybe(0.5, () => random.int(1, 900)) },
      decided_by: human ? 'human' : random.maybe(0.5, () => 'automated'),
      review_seconds: random.maybe(human ? 0.8 : 0.05, () => seconds(random)),
    });
  };

  if (!random.chance(0.05)) request(start);
  // A second request: earlier, at the same instant, or later.
  if (random.chance(0.05)) request(start + random.pick([-7 * minute, 0, 0, 9 * minute]));
  if (random.chance(0.9)) decide('photo');
  if (random.chance(0.9)) decide('prompt');
  for (let attempt = 1, attempts = random.pick([0, 1, 1, 1, 2, 3]); attempt <= attempts; attempt += 1) {
    add('generation.completed', {
      status: random.pick(['succeeded', 'succeeded', 'succeeded', 'failed', 'cancelled']),
      ...{ gpu_seconds: seconds(random), gpu_model: random.pick(words.gpu_model) },
      ...{ gpu_region: word('gpu_region'), model: word('model', 0.4), error_code: word('error_code', 0.2) },
      attempt: random.maybe(0.7, () => attempt),
      ...{ queue_ms: random.maybe(0.5, () => random.int(0, 9000)), render_ms: random.int(0, 90_000) },
      ...{ clip_seconds: 5.04, width: 720, height: random.maybe(0.5, () => 1280) },
      output_bytes: random.maybe(0.8, () => bytes(random)),
    });
  }
  for (let decisions = random.pick([0, 1, 1, 2, 3]); decisions > 0; decisions -= 1) decide('video');
  if (random.chance(0.1)) decide(random.pick(words.stage));
  if (random.chance(0.5)) {
    add('clip.labelled', {
      ...{ ai_label: random.chance(0.9), c2pa: random.pick(['trusted', 'valid', 'invalid', 'missing']) },
      at: random.maybe(0.5, () => random.pick(['generate', 'share', 'download'])),
    });
  }
  for (let ratings = random.pick([0, 0, 1, 2]); ratings > 0; ratings -= 1) {
    const outcome = random.maybe(0.7, () => random.pick(['kept', 'discarded', 'regenerated']));
    const rating = random.int(1, 5);
    add('clip.rated', outcome && random.chance(0.5) ? { outcome } : { outcome, rating });
  }
  for (let decisions = random.pick([0, 0, 1, 1, 2]); decisions > 0; decisions -= 1) decide('story');
  if (random.chance(0.1)) {
    const outcome = random.pick(['upheld', 'overturned']);
    add('moderation.appealed', { stage: random.pick(words.stage), outcome });
  }
  for (let shares = random.pick([0, 0, 0, 1, 2]); shares > 0; shares -= 1) {
    add('clip.shared', { channel: random.pick(words.channel) });
  }
  for (let views = random.pick([0, 0, 1, 2]); views > 0; views -= 1) {
    const delivered_bytes = random.maybe(0.8, () => bytes(random));
    add('clip.viewed', { views: random.maybe(0.7, () => random.int(1, 50)), delivered_bytes });
  }
  return found;
}
