import { hash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { AccessScope } from '../common/access.ts';
import { hashSecretToken, newSecretToken } from '../common/secret-token.ts';
import { ApiKey } from './entities/api-key.ts';

/** What the guard needs to know of a key. */
export interface KnownKey {
  id: string;
  scopes: readonly AccessScope[];
}

export interface NewKey {
  name: string;
  scopes: AccessScope[];
  /** What asks for the key, if not a person: it then replaces the key that it had. */
  origin?: string;
  /** The key itself, if it is given from outside; else a new one is made. */
  key?: string;
}

interface Remembered {
  key: KnownKey;
  readAt: number;
  /** When PostgreSQL was asked last, whether or not it answered. */
  askedAt: number;
  asking?: Promise<void>;
  useWrittenAt: number;
}

const FRESH_MS = 10_000;
/** A key in use is read again before it is stale, so that no request waits for that. */
const READ_AGAIN_AFTER_MS = 5000;
const ASK_EVERY_MS = 1000;
/** How long a request waits for a PostgreSQL that does not answer: with a key that was known, and with another. */
const PATIENCE_MS = 1000;
const PATIENCE_UNKNOWN_MS = 5000;
const USE_WRITTEN_EVERY_MS = 60_000;

/**
 * The keys, found by their hash.
 *
 * A key that was found stays known for ten seconds without a look at PostgreSQL, and for as long as PostgreSQL is away:
 * services go on sending events then. A revoked key therefore ends here at once and in another process within ten seconds.
 */
@Injectable()
export class KeyRing {
  private known = new Map<string, Remembered>();
  private readonly asking = new Map<string, Promise<KnownKey | undefined>>();

  constructor(private readonly dataSource: DataSource) {}

  /** The key with this value if that needs no wait, as for all but the first request with it; else undefined. */
  findNow(value: string): KnownKey | undefined {
    const keyHash = hash('sha256', value, 'base64');
    const known = this.known.get(keyHash);
    if (!known) return undefined;
    const age = Date.now() - known.readAt;
    if (age > READ_AGAIN_AFTER_MS) void this.readAgain(keyHash, known);
    return age < FRESH_MS ? this.used(known) : undefined;
  }

  /**
   * The key with this value, or undefined if there is none.
   * @throws if that can't be known now: the key is not known and PostgreSQL does not answer.
   */
  async find(value: string): Promise<KnownKey | undefined> {
    const now = this.findNow(value);
    if (now) return now;
    const keyHash = hash('sha256', value, 'base64');
    const known = this.known.get(keyHash);
    if (!known) return this.readFirst(keyHash);
    const reading = this.readAgain(keyHash, known);
    const patience = PATIENCE_MS - (Date.now() - known.askedAt);
    if (reading && patience > 0) await Promise.race([reading, sleep(patience, undefined, { ref: false })]);
    return this.known.get(keyHash) === known ? this.used(known) : undefined;
  }

  /** Makes a key. The value is answered here and stored nowhere. */
  async issue(
    wanted: NewKey,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<{ row: ApiKey; key: string }> {
    const key = wanted.key ?? `bk_${newSecretToken()}`;
    if (wanted.origin) await manager.delete(ApiKey, { origin: wanted.origin });
    const row = await manager.getRepository(ApiKey).save({
      id: randomUUID(),
      name: wanted.name,
      scopes: wanted.scopes,
      keyHash: hashSecretToken(key),
      prefix: key.length >= 24 ? key.slice(0, 8) : '',
      origin: wanted.origin ?? null,
      lastUsedAt: null,
    });
    this.forgetAll();
    return { row, key };
  }

  /** Ends a key. False if there is none with this id. */
  async revoke(id: string, manager: EntityManager = this.dataSource.manager): Promise<boolean> {
    const { affected } = await manager.delete(ApiKey, { id });
    this.forgetAll();
    return affected === 1;
  }

  /** Answers under way are of a time before: they fill the map that nobody looks at any more. */
  private forgetAll(): void {
    this.known = new Map();
    this.asking.clear();
  }

  /** Many requests with one key that is not known ask once. */
  private readFirst(keyHash: string): Promise<KnownKey | undefined> {
    const { known, asking } = this;
    const under = asking.get(keyHash);
    if (under) return under;
    const first = this.ask(keyHash)
      .then((key) => {
        const now = Date.now();
        const entry = key && { key, readAt: now, askedAt: now, useWrittenAt: 0 };
        if (entry) known.set(keyHash, entry);
        return entry && this.used(entry);
      })
      .finally(() => {
        if (asking.get(keyHash) === first) asking.delete(keyHash);
      });
    asking.set(keyHash, first);
    return first;
  }

  /** Settles without an error: what is not answered stays as it was. Undefined if there is nothing to wait for. */
  private readAgain(keyHash: string, entry: Remembered): Promise<void> | undefined {
    if (entry.asking || Date.now() - entry.askedAt < ASK_EVERY_MS) return entry.asking;
    const { known } = this;
    entry.askedAt = Date.now();
    entry.asking = this.ask(keyHash)
      .then((key) => {
        if (!key) known.delete(keyHash);
        else Object.assign(entry, { key, readAt: Date.now() });
      })
      .catch(() => undefined)
      .finally(() => {
        entry.asking = undefined;
      });
    return entry.asking;
  }

  private async ask(keyHash: string): Promise<KnownKey | undefined> {
    const wanted = { keyHash: Buffer.from(keyHash, 'base64') };
    const late = sleep(PATIENCE_UNKNOWN_MS, 'late' as const, { ref: false });
    const row = await Promise.race([this.dataSource.manager.findOneBy(ApiKey, wanted), late]);
    if (row === 'late') throw new Error('PostgreSQL does not answer');
    return row ? { id: row.id, scopes: row.scopes } : undefined;
  }

  /** Writes down that the key is in use, at most once a minute; a request neither waits for that nor fails by it. */
  private used(entry: Remembered): KnownKey {
    const now = Date.now();
    if (now - entry.useWrittenAt > USE_WRITTEN_EVERY_MS) {
      entry.useWrittenAt = now;
      this.dataSource.manager
        .update(ApiKey, { id: entry.key.id }, { lastUsedAt: new Date(now) })
        .catch(() => {});
    }
    return entry.key;
  }
}
