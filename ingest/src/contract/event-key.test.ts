import { expect, test } from 'vitest';
import { eventKey } from './event-key.ts';
import { pseudonym } from './pseudonym.ts';

test('the key of an event is the first half of SHA-256 over source, NUL and id', () => {
  // printf '/app\0e1' | sha256sum
  expect(eventKey('/app', 'e1')).toBe('7fb21bdedb9d84c54d6e406095fec297');
  expect(eventKey('/app', 'e1')).not.toBe(eventKey('/ap', 'pe1'));
});

test('the user key is the first half of HMAC-SHA-256', () => {
  // printf 'u-1' | openssl dgst -sha256 -hmac k
  expect(pseudonym('u-1', Buffer.from('k'))).toBe('00d01e9947a7d9b071652f1faee0c6df');
});
