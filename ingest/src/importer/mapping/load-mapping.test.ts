// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how a mapping writes its templates.
import { expect, test } from 'vitest';
import { parseMapping } from './load-mapping.ts';

const requested = {
  type: 'generation.requested',
  id: 'row-${row}',
  subject: { column: 'job' },
  time: { column: 'at' },
  data: { user_id: { column: 'user' } },
};

function problemsOf(mapping: unknown): string {
  try {
    parseMapping(JSON.stringify(mapping), 'm.json');
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
}

test('a right mapping is taken, with the defaults of what it does not say', () => {
  const mapping = parseMapping(JSON.stringify({ source: 'import/x', events: [requested] }), 'm.json');
  expect(mapping).toMatchObject({
    delimiter: ',',
    empty: [],
    events: [{ time: { format: 'iso', zone: 'UTC' } }],
  });
});

test('a mapping with wrong form is refused with every place that is wrong', () => {
  const problems = problemsOf({
    sauce: 'import/x',
    events: [
      { ...requested, type: 'generation.done', time: { column: 'at', zone: 'Mars/Base' } },
      {
        ...requested,
        when: [{ column: 'a', equals: 'x', empty: true }],
        data: { user_id: { colum: 'user' } },
      },
    ],
  });
  expect(problems).toContain('The mapping m.json needs mending:');
  expect(problems).toContain('source: ');
  expect(problems).toContain('sauce');
  expect(problems).toContain('events[0].type: must be one of generation.requested');
  expect(problems).toContain('events[0].time.zone: is not an IANA time zone');
  expect(problems).toContain('events[1].when[0]: needs exactly one of');
  expect(problems).toContain('events[1].data.user_id: must be {"value"');
});

test('a mapping that cannot give right events is refused with every place that is wrong', () => {
  const problems = problemsOf({
    source: 'import/x',
    events: [
      { ...requested, subject: undefined, data: { country: { value: 'Germany' }, cuntry: { column: 'c' } } },
      {
        ...requested,
        type: 'generation.completed',
        data: {
          status: { column: 's', map: { ok: 'fine' }, default: 'failed' },
          gpu_seconds: { column: 'sec', scale: 0.001 },
          gpu_model: { column: 'g', scale: 2 },
        },
      },
      {
        ...requested,
        id: 'cap-${row}',
        type: 'capacity.reported',
        data: { gpus: { value: 1 }, interval_seconds: { value: 900 } },
      },
      { ...requested, id: 'rate-${row}', type: 'clip.rated', data: {} },
    ],
  });
  const lines = problems
    .split('\n')
    .slice(1)
    .map((line) => line.trim());
  expect(lines).toEqual([
    'events[0].subject: is missing; it is the generation id of a generation.requested',
    'events[0].data.user_id: is missing; every generation.requested needs it',
    'events[0].data.country.value: must be an ISO 3166-1 alpha-2 country code in capitals, such as DE',
    expect.stringMatching(
      /^events\[0\]\.data\.cuntry: a generation\.requested has no such field; it has user_id, country/,
    ),
    'events[1].data.status.map["ok"]: must be one of succeeded, failed, cancelled',
    'events[1].data.gpu_model: "scale" and "round" are for numbers, and this field is none',
    'events[2].subject: a capacity.reported has none',
    'events[2].data.gpu_model: is missing; every capacity.reported needs it',
    'events[3].data: needs at least one of outcome, rating',
    'events[1].id: is the same as events[0].id; the events of one row need different ids',
  ]);
});

test('text that is no JSON is said to be so', () => {
  expect(() => parseMapping('{', 'm.json')).toThrow(/m\.json is not JSON/);
});
