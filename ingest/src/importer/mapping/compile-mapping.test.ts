// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how a mapping writes its templates.
import { expect, test } from 'vitest';
import { compileMapping } from './compile-mapping.ts';
import { parseMapping } from './load-mapping.ts';

const COLUMNS = ['job', 'state', 'seconds', 'user', 'price', 'flag'];

/** Events of one row of COLUMNS under a mapping of one completed attempt whose data is given. */
function completed(data: Record<string, unknown>, cells: string[], rest: Record<string, unknown> = {}) {
  const mapping = {
    source: 'import/${file}',
    events: [
      {
        type: 'generation.completed',
        id: 'row-${row}',
        subject: { column: 'job' },
        time: { column: 'seconds', format: 'epoch_seconds' },
        data: {
          status: { value: 'succeeded' },
          gpu_seconds: { column: 'seconds' },
          gpu_model: { value: 'H100' },
          ...data,
        },
        ...rest,
      },
    ],
  };
  const toEvents = compileMapping(parseMapping(JSON.stringify(mapping), 'm'), COLUMNS, 'trace');
  return toEvents({ row: 7, line: 8, cells });
}

const ROW = ['j1', 'OK', '32.0', 'u1', '0.1', 'yes'];

test('a row becomes a whole event: identity from file and row, cells as the contract wants them', () => {
  const [event] = completed({ model: { template: '${state}-${file}' } }, ROW);
  expect(JSON.parse(event ?? '')).toEqual({
    specversion: '1.0',
    id: 'row-7',
    source: 'import/trace',
    type: 'generation.completed',
    time: '1970-01-01T00:00:32.000Z',
    subject: 'j1',
    data: { status: 'succeeded', gpu_seconds: 32, gpu_model: 'H100', model: 'OK-trace' },
  });
});

test.each([
  ['32.0', {}, '32'],
  ['0.1', { scale: 0.001 }, '0.0001'],
  ['12345678901.123456789', {}, '12345678901.123456789'],
  ['1e-7', {}, '0.0000001'],
  ['.5', { scale: '3' }, '1.5'],
])('the number %s read with %j keeps its digits: %s', (text, reading, literal) => {
  const [event] = completed({ gpu_seconds: { column: 'price', ...reading } }, [
    'j',
    's',
    '1',
    'u',
    text,
    'f',
  ]);
  expect(event).toContain(`"gpu_seconds":${literal},`);
});

test('money in a decimal column becomes whole millionths, rounded half to even', () => {
  const micros = (text: string) => {
    const [event] = completed({ output_bytes: { column: 'price', scale: 1_000_000, round: true } }, [
      'j',
      's',
      '1',
      'u',
      text,
      'f',
    ]);
    return JSON.parse(event ?? '').data.output_bytes;
  };
  expect([micros('0.1'), micros('0.0000005'), micros('0.0000015'), micros('1.005')]).toEqual([
    100_000, 0, 2, 1_005_000,
  ]);
});

test('an empty cell means unknown, unless the mapping gives a default', () => {
  const cells = ['j1', '', '1', 'u', '', ''];
  const [event] = completed(
    {
      gpu_region: { column: 'state' },
      error_code: { column: 'flag', default: 'none' },
      queue_ms: { column: 'price' },
    },
    cells,
  );
  expect(JSON.parse(event ?? '').data).toEqual({
    status: 'succeeded',
    gpu_seconds: 1,
    gpu_model: 'H100',
    error_code: 'none',
  });
});

test.each([
  [[{ column: 'state', equals: 'OK' }], 1],
  [[{ column: 'state', not: 'OK' }], 0],
  [
    [
      { column: 'state', in: ['A', 'OK'] },
      { column: 'flag', empty: false },
    ],
    1,
  ],
  [[{ column: 'state', not_in: ['A', 'OK'] }], 0],
  [[{ column: 'price', empty: true }], 0],
])('conditions %j give %i events', (when, count) => {
  expect(completed({}, ROW, { when })).toHaveLength(count);
});

test.each([
  [{ status: { column: 'state', map: { DONE: 'succeeded' } } }, ROW, 'data.status', /none of the words/],
  [{ attempt: { column: 'price' } }, ROW, 'data.attempt', /must be an integer/],
  [{ gpu_seconds: { column: 'user' } }, ROW, 'data.gpu_seconds', /must be a number/],
  [{ gpu_seconds: { column: 'flag' } }, [...ROW.slice(0, 5), ''], 'data.gpu_seconds', /is required/],
  [{}, ['', ...ROW.slice(1)], 'subject', /is empty/],
  [{}, ['j', 'OK', 'noon', 'u', '', ''], 'time', /is not a time/],
])(
  'a row that can not become an event is refused with the place (%#), never with its content',
  (data, cells, path, words) => {
    let problem: unknown;
    try {
      completed(data, cells);
    } catch (error) {
      problem = error;
    }
    expect(problem).toMatchObject({ name: 'RowProblem', path, message: expect.stringMatching(words) });
    expect(JSON.stringify(problem)).not.toMatch(/u1|noon/);
  },
);

test('columns that the file does not have are all named before anything is sent', () => {
  const mapping = parseMapping(
    JSON.stringify({
      source: 's',
      events: [
        {
          type: 'ad.impression',
          id: '${nr}',
          time: { column: 'when' },
          data: { revenue_micros: { column: 'price' }, currency: { value: 'EUR' } },
        },
      ],
    }),
    'm',
  );
  expect(() => compileMapping(mapping, COLUMNS, 'f')).toThrow(
    'The file has no column "nr", "when". It has "job"',
  );
  expect(() => compileMapping(mapping, ['nr', 'when', 'price', 'price'], 'f')).toThrow(
    'more than one column "price"',
  );
});
