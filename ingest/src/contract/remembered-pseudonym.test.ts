import { expect, test } from 'vitest';
import { pseudonym } from './pseudonym.ts';
import { rememberedPseudonym } from './remembered-pseudonym.ts';

test('a user has the same key however often and under whatever secret it is asked for', () => {
  const secrets = [Buffer.from('k'), Buffer.from('l')];
  for (let round = 0; round < 2; round += 1) {
    for (const secret of secrets) {
      for (const userId of ['u-1', 'u-2', 'ü', 'x'.repeat(1024)])
        expect(rememberedPseudonym(userId, secret)).toBe(pseudonym(userId, secret));
    }
  }
});

test('more users than are remembered have their keys all the same', () => {
  const secret = Buffer.from('m');
  for (let user = 0; user < 45_000; user += 1) rememberedPseudonym(`u-${user}`, secret);
  for (const user of [0, 15_000, 30_000, 44_999])
    expect(rememberedPseudonym(`u-${user}`, secret)).toBe(pseudonym(`u-${user}`, secret));
});
