import { pseudonym } from './pseudonym.ts';

/** Users whose keys are remembered for certain; at most twice as many are. */
const CAPACITY = 20_000;
/** Longer user ids are rare and would make the memory that is needed unknown. */
const MAX_REMEMBERED = 128;

/**
 * The user keys of the users that were seen lately, because a keyed hash costs as much as the rest of an event. Raw user
 * ids are held in memory alone, and never longer than the process lives.
 */
class UserKeys {
  readonly #secret: Uint8Array;
  /** Two generations: when the young one is full, the old one is dropped and the young one grows old. */
  #young = new Map<string, string>();
  #old = new Map<string, string>();

  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  of(userId: string): string {
    const known = this.#young.get(userId);
    if (known !== undefined) return known;
    const userKey = this.#old.get(userId) ?? pseudonym(userId, this.#secret);
    if (userId.length <= MAX_REMEMBERED) this.#remember(userId, userKey);
    return userKey;
  }

  #remember(userId: string, userKey: string): void {
    if (this.#young.size >= CAPACITY) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(userId, userKey);
  }
}

const ofSecret = new WeakMap<Uint8Array, UserKeys>();

/** Like pseudonym(), for many events of the same users. */
export function rememberedPseudonym(userId: string, key: Uint8Array): string {
  let userKeys = ofSecret.get(key);
  if (userKeys === undefined) {
    userKeys = new UserKeys(key);
    ofSecret.set(key, userKeys);
  }
  return userKeys.of(userId);
}
