import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentHash } from './content-hash.ts';
import { EVENT_FIELDS } from './event-fields.ts';
import { EVENT_TYPES, type EventType } from './event-types.ts';
import { pseudonym } from './pseudonym.ts';
import { type ValidatedEvent, validateEvent } from './validate-event.ts';
import type { ValidationContext } from './validation-context.ts';

const KEY = Buffer.from('a secret of the tests');
const NOW = Date.UTC(2026, 9, 1, 12);
const CONTEXT: ValidationContext = { now: NOW, maxEventAgeDays: 90, pseudonymKey: KEY, resent: false };

function check(event: unknown, context: Partial<ValidationContext> = {}): ValidatedEvent {
  const text = typeof event === 'string' ? event : JSON.stringify(event);
  return validateEvent(JSON.parse(text), text, { ...CONTEXT, ...context });
}

function event(type: string, data: unknown, rest: object = {}): Record<string, unknown> {
  const subject = type === 'capacity.reported' ? {} : { subject: 'g1' };
  return {
    specversion: '1.0',
    id: 'e1',
    source: '/app',
    type,
    time: '2026-10-01T11:59:30Z',
    ...subject,
    data,
    ...rest,
  };
}

const ERRORS = ({ errors }: ValidatedEvent) => errors.map(({ code, path }) => `${code} ${path}`);

const FULL: Record<EventType, Record<string, unknown>> = {
  'generation.requested': {
    user_id: 'u-1',
    country: 'DE',
    platform: 'ios',
    app_version: '7.1',
    surface: 'composer',
    variant: 'B',
    model: 'm1',
    prompt_chars: 42,
    prompt_hash: 'AB01',
    photo_hash: 'ff',
  },
  'generation.completed': {
    status: 'succeeded',
    gpu_seconds: 12.5,
    gpu_model: 'H100',
    gpu_region: 'eu-west',
    model: 'm2',
    attempt: 2,
    queue_ms: 10.5,
    render_ms: 900,
    clip_seconds: 5.2,
    width: 720,
    height: 1280,
    output_bytes: 5_000_000_000,
    error_code: 'oom',
    user_id: 'u-1',
  },
  'moderation.decided': {
    stage: 'video',
    verdict: 'block',
    policy: 'adult_nudity',
    classifier: 'c',
    classifier_version: '3',
    score: 0.93,
    latency_ms: 120,
    decided_by: 'human',
    review_seconds: 30.25,
  },
  'moderation.appealed': { stage: 'video', outcome: 'overturned' },
  'clip.labelled': {
    ai_label: false,
    c2pa: 'invalid',
    at: 'share',
    digital_source_type: 'trainedAlgorithmicMedia',
    failure_code: 'x',
  },
  'clip.rated': { outcome: 'kept', rating: 4 },
  'clip.shared': { channel: 'message' },
  'clip.viewed': { views: 3, delivered_bytes: 0 },
  'ad.impression': {
    revenue_micros: 1200,
    currency: 'EUR',
    impressions: 2,
    placement: 'feed',
    ad_network: 'n',
    country: 'FR',
  },
  'ad.revenue_adjusted': {
    revenue_micros: -77,
    currency: 'USD',
    ad_network: 'n',
    placement: 'feed',
    reason: 'invalid traffic',
  },
  'capacity.reported': { gpu_model: 'H100', gpus: 8, interval_seconds: 900, gpu_region: 'eu-west' },
};

test.each(EVENT_TYPES)('%s with all of its fields is taken whole', (type) => {
  const { row, errors, warnings } = check(event(type, FULL[type]));
  expect(errors).toEqual([]);
  expect(warnings).toEqual([]);
  expect(row).toMatchObject({
    type,
    id: 'e1',
    source: '/app',
    time: Date.UTC(2026, 9, 1, 11, 59, 30) * 1000,
    bucket: Date.UTC(2026, 9, 1, 11, 45) / 1000,
    generation_id: type === 'capacity.reported' ? '' : 'g1',
    received_at: NOW / 1000,
  });
  const stored = EVENT_FIELDS[type].fields.map(({ name, column, kind }) => [
    name,
    kind.exact ? Number(row[column]) : row[column],
  ]);
  const { user_id: userId, ...sent } = FULL[type];
  const lower = Object.entries(sent).map(([name, value]) => [
    name,
    name.endsWith('_hash') ? (value as string).toLowerCase() : value,
  ]);
  expect(Object.fromEntries(stored)).toEqual(Object.fromEntries(lower));
  expect(row.event_user_key).toBe(userId === undefined ? '' : pseudonym('u-1', KEY));
});

test('every field of the contract is in these tests', () => {
  for (const type of EVENT_TYPES) {
    const names = Object.keys(FULL[type]).filter((name) => name !== 'user_id');
    expect(names.sort()).toEqual(EVENT_FIELDS[type].fields.map(({ name }) => name).sort());
  }
});

test.each([
  ['generation.requested', ['user_id']],
  ['generation.completed', ['status', 'gpu_seconds', 'gpu_model']],
  ['moderation.decided', ['stage', 'verdict']],
  ['moderation.appealed', ['stage', 'outcome']],
  ['clip.labelled', ['ai_label', 'c2pa']],
  ['clip.rated', ['outcome']],
  ['clip.shared', ['channel']],
  ['clip.viewed', []],
  ['ad.impression', ['revenue_micros', 'currency']],
  ['ad.revenue_adjusted', ['revenue_micros', 'currency']],
  ['capacity.reported', ['gpu_model', 'gpus', 'interval_seconds']],
] as const)('%s names every required field that is missing or null: %j', (type, required) => {
  const expected = required.map((name) => `missing_field data.${name}`).sort();
  expect(ERRORS(check(event(type, {}))).sort()).toEqual(expected);
  const nulls = Object.fromEntries(Object.keys(FULL[type]).map((name) => [name, null]));
  expect(ERRORS(check(event(type, nulls))).sort()).toEqual(expected);
});

test('absent, null and empty optional fields are unknown, or what the contract says they mean', () => {
  const completed = { status: 'failed', gpu_seconds: 0, gpu_model: 'A10' };
  const absent = check(event('generation.completed', completed));
  const empty = check(
    event('generation.completed', {
      ...completed,
      gpu_region: '',
      model: null,
      error_code: '',
      width: null,
      user_id: '',
    }),
  );
  expect(absent.errors).toEqual([]);
  expect(absent.row).toMatchObject({
    gpu_region: '',
    event_model: '',
    error_code: '',
    width: null,
    attempt: 1,
    gpu_seconds: '0',
  });
  expect(empty.row).toEqual(absent.row);
  expect(check(event('clip.labelled', { ai_label: true, c2pa: 'valid' })).row.label_at).toBe('generate');
  expect(check(event('moderation.decided', { stage: 'photo', verdict: 'allow' })).row.decided_by).toBe(
    'automated',
  );
  expect(check(event('clip.viewed', {})).row.views).toBe(1);
  expect(check(event('ad.impression', { revenue_micros: 0, currency: 'JPY' })).row.impressions).toBe(1);
});

test.each([
  ['generation.requested', 'country', ['de', 'UK', 'XX', 'ZZ', 'DEU', 49, ['DE'], {}]],
  ['generation.requested', 'platform', ['iOS', 'desktop', 1, true]],
  ['generation.requested', 'prompt_chars', [-1, 1.5, '5', 2 ** 32, true]],
  ['generation.requested', 'prompt_hash', ['xyz', 'a b', 12, 'a'.repeat(129)]],
  ['generation.requested', 'app_version', [7, 'a\0b', '\ud800', 'a'.repeat(1025)]],
  ['generation.requested', 'user_id', [7, {}, ['u'], true, '', '\udfff', 'a\0']],
  ['generation.completed', 'status', ['done', '', 1]],
  ['generation.completed', 'gpu_seconds', [-0.001, '12.5', 1e13, true, {}]],
  ['generation.completed', 'attempt', [0, 1.5]],
  ['generation.completed', 'queue_ms', [-1, '3']],
  ['generation.completed', 'output_bytes', [-1, 2 ** 53, 0.5]],
  ['moderation.decided', 'score', [-0.1, 1.1, '0.5']],
  ['moderation.decided', 'stage', ['audio']],
  ['moderation.decided', 'review_seconds', [-1]],
  ['clip.labelled', 'ai_label', ['true', 1, 0, '']],
  ['clip.labelled', 'at', ['upload']],
  ['clip.rated', 'rating', [0, 6, 4.5, '4']],
  ['clip.shared', 'channel', ['mail', '']],
  ['clip.viewed', 'views', [0, -3]],
  ['ad.impression', 'revenue_micros', [-1, 0.5, '100', 2 ** 53]],
  ['ad.impression', 'currency', ['usd', 'XXX', 'EURO', '', 978]],
  ['ad.impression', 'country', ['EU']],
  ['ad.revenue_adjusted', 'revenue_micros', [0.1, -(2 ** 53)]],
  ['capacity.reported', 'interval_seconds', [0, -1, 1e-19]],
  ['capacity.reported', 'gpus', [-1]],
] as const)('%s.%s refuses %j and says so', (type, name, values) => {
  for (const value of values) {
    const { errors } = check(event(type, { ...FULL[type], [name]: value }));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ code: 'invalid_value', path: `data.${name}` });
    expect(errors[0]!.message).toMatch(new RegExp(`^data\\.${name} must be .+, not .+\\.$`));
  }
});

test('numbers that JSON can write in several ways are one', () => {
  const { row } =
    check(`{"specversion":"1.0","id":"e","source":"s","type":"ad.impression","time":"2026-10-01T12:00:00Z",
    "data":{"revenue_micros":1.5e3,"currency":"USD","impressions":2.0}}`);
  expect(row).toMatchObject({ revenue_micros: 1500, impressions: 2, generation_id: '' });
});

test('a quantity keeps the digits that were sent, also those that a double cannot hold', () => {
  const completed = (literal: string) =>
    check(
      `{"specversion":"1.0","id":"12345678901234567890","source":"s","type":"generation.completed","time":"2026-10-01T12:00:00Z","subject":"g",
      "gpu_seconds":9,"data":{"status":"succeeded","gpu_model":"12345678901234567890","gpu_seconds":1,"gpu_seconds":${literal},"width":12}}`,
    );
  for (const [literal, stored] of [
    ['0.1', '0.1'],
    ['1e-7', '0.0000001'],
    ['12.345678901234567891', '12.345678901234567891'],
    ['0.1000000000000000055', '0.100000000000000006'],
    ['123456789.1234567890123456785', '123456789.123456789012345678'],
    ['1E3', '1000'],
    ['-0', '0'],
  ] as const) {
    const { row, errors } = completed(literal);
    expect(errors).toEqual([]);
    expect(row).toMatchObject({ gpu_seconds: stored, gpu_model: '12345678901234567890', width: 12 });
  }
  // A text that looks like one of our marks is still a text.
  expect(ERRORS(completed('"\\u00001.5"'))).toEqual(['invalid_value data.gpu_seconds']);
});

test('all errors of an event are collected, each with its code and path', () => {
  const bad = {
    specversion: '0.3',
    id: 5,
    type: 'generation.completed',
    time: 'yesterday',
    subject: '',
    data: { status: 'done', width: -1, user_id: 7 },
  };
  expect(ERRORS(check(bad)).sort()).toEqual(
    [
      'invalid_value specversion',
      'invalid_value id',
      'missing_field source',
      'invalid_value time',
      'invalid_value subject',
      'invalid_value data.status',
      'missing_field data.gpu_seconds',
      'missing_field data.gpu_model',
      'invalid_value data.width',
      'invalid_value data.user_id',
    ].sort(),
  );
});

test('what is not an event at all is said so', () => {
  for (const value of [null, [], 'text', 7, true])
    expect(ERRORS(check(JSON.stringify(value)))).toEqual(['invalid_value ']);
  expect(ERRORS(check({}))).toEqual([
    'missing_field specversion',
    'missing_field id',
    'missing_field source',
    'missing_field type',
    'missing_field time',
  ]);
  expect(ERRORS(check(event('clip.liked', {})))).toEqual(['unknown_type type']);
  expect(ERRORS(check(event('__proto__', {})))).toEqual(['unknown_type type']);
  expect(ERRORS(check(event('clip.shared', undefined)))).toEqual(['missing_field data']);
  for (const data of ['text', [], 5])
    expect(ERRORS(check(event('clip.shared', data)))).toEqual(['invalid_value data']);
});

test('the subject is the generation id: 1 to 128 characters, none for capacity, as one likes for ads', () => {
  const shared = (subject: unknown) => check(event('clip.shared', { channel: 'feed' }, { subject }));
  expect(shared('x'.repeat(128)).errors).toEqual([]);
  expect(shared('🎬'.repeat(128)).errors).toEqual([]);
  expect(ERRORS(shared('x'.repeat(129)))).toEqual(['invalid_value subject']);
  expect(ERRORS(shared('🎬'.repeat(129)))).toEqual(['invalid_value subject']);
  expect(ERRORS(shared(''))).toEqual(['invalid_value subject']);
  expect(ERRORS(shared(null))).toEqual(['missing_field subject']);
  expect(ERRORS(check(event('capacity.reported', FULL['capacity.reported'], { subject: 'g1' })))).toEqual([
    'invalid_value subject',
  ]);
  for (const type of ['ad.impression', 'ad.revenue_adjusted'] as const) {
    expect(check(event(type, FULL[type], { subject: undefined })).errors).toEqual([]);
    expect(check(event(type, FULL[type])).row.generation_id).toBe('g1');
  }
});

test('the time may be 10 minutes ahead and as old as the limit, not more', () => {
  const at = (ms: number, context: Partial<ValidationContext> = {}) =>
    ERRORS(check(event('clip.viewed', {}, { time: new Date(ms).toISOString() }), context));
  expect(at(NOW + 600_000)).toEqual([]);
  expect(at(NOW + 600_001)).toEqual(['in_future time']);
  expect(at(NOW - 90 * 86_400_000)).toEqual([]);
  expect(at(NOW - 90 * 86_400_000 - 1)).toEqual(['too_old time']);
  expect(at(Date.UTC(2018, 0, 1), { maxEventAgeDays: 0 })).toEqual([]);
  expect(at(NOW + 600_001, { maxEventAgeDays: 0 })).toEqual(['in_future time']);
  expect(at(0, { maxEventAgeDays: 0 })).toEqual(['invalid_value time']);
  expect(at(-1, { maxEventAgeDays: 0 })).toEqual(['invalid_value time']);
});

test('unknown fields are warnings, extension attributes are not even that', () => {
  const { errors, warnings } = check(
    event(
      'clip.viewed',
      { viewz: 2, note: {} },
      { traceparent: '00-1', dataschema: 'x', datacontenttype: 'application/json' },
    ),
  );
  expect(errors).toEqual([]);
  expect(warnings.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'unknown_field data.viewz',
    'unknown_field data.note',
  ]);
});

test('names with a meaning to JavaScript are just unknown fields', () => {
  const { errors, warnings, row } = check(
    `{"specversion":"1.0","id":"e","source":"s","type":"clip.viewed","time":"2026-10-01T12:00:00Z","subject":"g",
    "__proto__":{"type":"x"},"data":{"__proto__":{"views":9},"constructor":1,"toString":2}}`,
  );
  expect(errors).toEqual([]);
  expect(row.views).toBe(1);
  expect(warnings).toHaveLength(3);
});

test('no message quotes a user id', () => {
  for (const userId of [
    ['secret-77'],
    { name: 'secret-77' },
    'secret-77\0',
    `secret-77${'x'.repeat(2000)}`,
  ]) {
    const { errors } = check(
      event('generation.requested', { user_id: userId, country: { user_id: 'secret-77' } }),
    );
    expect(errors.map(({ path }) => path)).toEqual(['data.user_id', 'data.country']);
    expect(JSON.stringify(errors)).not.toContain('secret-77');
  }
});

test('a kept user key is understood only in an event that comes from what we kept', () => {
  const userKey = pseudonym('u-1', KEY);
  const sent = event('clip.viewed', { user_id: `user_key:${userKey}` });
  expect(check(sent, { resent: true }).row.event_user_key).toBe(userKey);
  expect(check(sent).row.event_user_key).not.toBe(userKey);
});

test('an absent field and its default are the same content, another value is not', () => {
  const hash = (data: object, rest: object = {}) => contentHash(check(event('clip.viewed', data, rest)).row);
  const plain = hash({});
  expect(plain).toSatisfy(Number.isSafeInteger);
  expect(hash({ views: 1, delivered_bytes: null })).toBe(plain);
  expect(hash({}, { id: 'other', source: 'other' })).toBe(plain);
  expect(hash({ views: 2 })).not.toBe(plain);
  expect(hash({ delivered_bytes: 0 })).not.toBe(plain);
  expect(hash({ user_id: 'u' })).not.toBe(plain);
  expect(hash({}, { subject: 'g2' })).not.toBe(plain);
  expect(hash({}, { time: '2026-10-01T11:59:30.000001Z' })).not.toBe(plain);
});

test('no input makes validation throw, and every wrong field is named once', () => {
  const names = [
    ...new Set(Object.values(EVENT_FIELDS).flatMap(({ fields }) => fields.map(({ name }) => name))),
  ];
  const value = fc.oneof(
    fc.double(),
    fc.constantFrom<unknown>(
      null,
      true,
      '',
      'allow',
      '\ud800',
      '\0',
      [],
      [[]],
      {},
      { user_id: 1 },
      1e300,
      -0,
      2 ** 53,
      'DE',
    ),
  );
  const data = fc.dictionary(fc.constantFrom(...names, 'user_id', '__proto__', 'toString'), value, {
    maxKeys: 8,
  });
  const rest = fc.dictionary(
    fc.constantFrom('id', 'time', 'subject', 'source', 'specversion', 'data'),
    value,
    { maxKeys: 2 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...EVENT_TYPES), data, rest, (type, fields, changes) => {
      const { errors } = check({ ...event(type, fields), ...changes });
      expect(errors.filter(({ message }) => message === '')).toEqual([]);
      expect(new Set(errors.map(({ path }) => path)).size).toBe(errors.length);
    }),
  );
});
