import { expect, test } from 'vitest';
import { eventKey } from './event-key.ts';
import { generationKey } from './generation-key.ts';
import { pseudonym } from './pseudonym.ts';
import { xxHash, xxHash40 } from './xx-hash.ts';

test('the hash is xxHash64', () => {
  // printf '' | xxh64sum: ef46db3751d8e999; printf 'abc' | xxh64sum: 44bc2cf5ad770999
  expect(xxHash40('')).toBe(0xef46db3751);
  expect(xxHash40('abc')).toBe(0x44bc2cf5ad);
  expect([...xxHash('abc')]).toEqual([0xad770999, 0x44bc2cf5]);
});

test('the key of an event is that of source, NUL and id', () => {
  expect(eventKey('/app', 'e1')).toBe(xxHash40('/app\0e1'));
  expect(eventKey('/app', 'e1')).not.toBe(eventKey('/ap', 'pe1'));
  expect(generationKey('e1')).toBe(xxHash40('e1'));
});

test('the user key is the first half of HMAC-SHA-256', () => {
  // printf 'u-1' | openssl dgst -sha256 -hmac k
  expect(pseudonym('u-1', Buffer.from('k'))).toBe('00d01e9947a7d9b071652f1faee0c6df');
});
