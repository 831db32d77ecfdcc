import { randomUUID } from 'node:crypto';
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

const FRESH_MS = 10_000;
const USE_WRITTEN_EVERY_MS = 60_000;

/**
 * The keys, found by their hash.
 *
 * A key that was found stays known for ten seconds without a look at PostgreSQL, and for as long as PostgreSQL is away:
 * services go on sending events then. A revoked key therefore ends here at once and in another process within ten seconds.
 */
@Injectable()
export class KeyRing {
  private readonly known = new Map<string, { key: KnownKey; readAt: number; useWrittenAt: number }>();

  constructor(private readonly dataSource: DataSource) {}

  /** The key with this value, or undefined if there is none. */
  async find(value: string): Promise<KnownKey | undefined> {
    const hash = hashSecretToken(value);
    const cacheKey = hash.toString('base64');
    const known = this.known.get(cacheKey);
    if (known && Date.now() - known.readAt < FRESH_MS) return this.used(known);
    let row: ApiKey | null;
    try {
      row = await this.dataSource.manager.findOneBy(ApiKey, { keyHash: hash });
    } catch (error) {
      if (known) return known.key;
      throw error;
    }
    if (!row) {
      this.known.delete(cacheKey);
      return undefined;
    }
    const found = {
      key: { id: row.id, scopes: row.scopes },
      readAt: Date.now(),
      useWrittenAt: known?.useWrittenAt ?? 0,
    };
    this.known.set(cacheKey, found);
    return this.used(found);
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
    this.known.clear();
    return { row, key };
  }

  /** Ends a key. False if there is none with this id. */
  async revoke(id: string, manager: EntityManager = this.dataSource.manager): Promise<boolean> {
    const { affected } = await manager.delete(ApiKey, { id });
    this.known.clear();
    return affected === 1;
  }

  /** Writes down that the key is in use, at most once a minute; a request neither waits for that nor fails by it. */
  private used(entry: { key: KnownKey; useWrittenAt: number }): KnownKey {
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
