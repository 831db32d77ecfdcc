import { describe, expect, test } from 'vitest';
import { hashPassword, isPassword } from './passwords.ts';

describe('a password', () => {
  test('is known by its hash alone, which differs each time', async () => {
    const hash = await hashPassword('correct horse');
    expect(hash).toMatch(/^\$argon2id\$/);
    expect(await hashPassword('correct horse')).not.toBe(hash);
    expect(await isPassword('correct horse', hash)).toBe(true);
    expect(await isPassword('wrong horse', hash)).toBe(false);
  });

  test('is wrong for an account that has none', async () => {
    expect(await isPassword('', null)).toBe(false);
    expect(await isPassword('anything', undefined)).toBe(false);
  });
});
