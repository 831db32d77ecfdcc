import type { RawEvent } from '../reference/raw-event.ts';
import type { Random } from './random.ts';

export interface InvalidEvent {
  event: unknown;
  /** The code that its rejection must have. */
  code: string;
  /** The JSON path that its rejection must name. */
  path: string;
}

type Draft = Record<string, unknown> & { data: Record<string, unknown> };
type Damage = [code: string, path: string, damage: (event: Draft) => void];

const without = (path: 'id' | 'source' | 'type' | 'time' | 'subject'): Damage => [
  'missing_field',
  path,
  (event) => {
    delete event[path];
  },
];
const withoutData = (field: string): Damage => [
  'missing_field',
  `data.${field}`,
  ({ data }) => {
    delete data[field];
  },
];
const wrong = (path: string, value: unknown): Damage => [
  'invalid_value',
  path,
  (event) => {
    if (path.startsWith('data.')) event.data[path.slice(5)] = value;
    else event[path] = value;
  },
];

const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();
const ofAnyType: Damage[] = [
  ...[without('id'), without('source'), without('type'), without('time')],
  ...[wrong('specversion', '0.3'), wrong('time', 'yesterday'), wrong('time', '2026-02-30T00:00:00Z')],
  ...[wrong('id', 7), wrong('source', ['a'])],
  ['unknown_type', 'type', (event) => Object.assign(event, { type: 'generation.started' })],
  ['in_future', 'time', (event) => Object.assign(event, { time: tomorrow() })],
];

const ofType: Record<string, Damage[]> = {
  'generation.requested': [
    ...[without('subject'), wrong('subject', 'x'.repeat(129)), withoutData('user_id')],
    ...[wrong('data.country', 'Germany'), wrong('data.platform', 'desktop'), wrong('data.prompt_chars', 1.5)],
  ],
  'generation.completed': [
    ...[without('subject'), withoutData('status'), withoutData('gpu_seconds'), withoutData('gpu_model')],
    ...[wrong('data.status', 'ok'), wrong('data.gpu_seconds', -1), wrong('data.gpu_seconds', 'many')],
    ...[wrong('data.attempt', 0), wrong('data.output_bytes', -5)],
  ],
  'moderation.decided': [
    ...[
      withoutData('stage'),
      withoutData('verdict'),
      wrong('data.stage', 'audio'),
      wrong('data.verdict', 'deny'),
    ],
    ...[wrong('data.score', 1.01), wrong('data.review_seconds', -0.1), wrong('data.decided_by', 'robot')],
  ],
  'clip.shared': [without('subject'), withoutData('channel'), wrong('data.channel', 'fax')],
  'clip.viewed': [wrong('data.views', 0), wrong('data.delivered_bytes', -1)],
  'ad.impression': [
    ...[withoutData('revenue_micros'), withoutData('currency'), wrong('data.revenue_micros', -1)],
    ...[wrong('data.revenue_micros', 0.5), wrong('data.currency', 'dollars'), wrong('data.impressions', 0)],
  ],
  'ad.revenue_adjusted': [withoutData('revenue_micros'), wrong('data.revenue_micros', 0.5)],
};

/** A valid event made invalid in exactly one way. It keeps the content, so it would show if it were counted. */
export function invalidEvent(random: Random, valid: RawEvent, id: string): InvalidEvent {
  const event: Draft = { ...valid, id: `invalid-${id}`, data: { ...valid.data } };
  const [code, path, damage] = random.pick([...ofAnyType, ...(ofType[valid.type] ?? [])]);
  damage(event);
  return { event, code, path };
}
