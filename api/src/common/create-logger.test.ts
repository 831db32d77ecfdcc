import { expect, test } from 'vitest';
import { createLogger } from './create-logger.ts';

test('the log is one JSON object a line, with the level by name and the time in UTC', () => {
  const lines: string[] = [];
  const logger = createLogger('info', false, { write: (line) => void lines.push(line) });
  logger.info({ route: '/v1/query' }, 'hello');
  logger.debug('too quiet');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'info', msg: 'hello', route: '/v1/query' });
  expect(JSON.parse(lines[0]!).time).toMatch(/Z$/);
});

test('secrets and user ids are cut out of what is logged', () => {
  const lines: string[] = [];
  const logger = createLogger('info', false, { write: (line) => void lines.push(line) });
  logger.info({
    password: 's3cret',
    body: { key: 's3cret', data: { user_id: 's3cret' } },
    req: { headers: { authorization: 's3cret', cookie: 's3cret', 'set-cookie': 's3cret' } },
  });
  expect(lines.join('')).not.toContain('s3cret');
});
