import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../common/caller.ts';
import { Problem } from '../common/problem.ts';
import { AuditLog } from '../stores/audit-log.ts';
import { ApiKey } from '../stores/entities/api-key.ts';
import { KeyRing } from '../stores/key-ring.ts';
import type { KeyAnswer, NewKeyAnswer, NewKeyRequest } from './keys.schemas.ts';

/** Keys as people manage them. */
@Injectable()
export class KeysService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keyRing: KeyRing,
    private readonly auditLog: AuditLog,
  ) {}

  async list(): Promise<{ items: KeyAnswer[] }> {
    const rows = await this.dataSource.manager.find(ApiKey, { order: { createdAt: 'DESC', id: 'ASC' } });
    return { items: rows.map(toKeyAnswer) };
  }

  /** Makes a key; its value is in this answer alone. */
  create({ name, scopes }: NewKeyRequest, by: Caller): Promise<NewKeyAnswer> {
    return this.dataSource.transaction(async (manager) => {
      const { row, key } = await this.keyRing.issue({ name, scopes }, manager);
      await this.auditLog.record(
        { by, action: 'key.created', subject: row.id, detail: { name, scopes } },
        manager,
      );
      return { ...toKeyAnswer(row), key };
    });
  }

  /** Ends a key: requests with it are refused from now on. */
  async revoke(id: string, by: Caller): Promise<void> {
    if (!(await this.keyRing.revoke(id))) {
      throw new Problem({ status: 404, code: 'not_found', detail: 'There is no key with this id.' });
    }
    await this.auditLog.record({ by, action: 'key.revoked', subject: id });
  }
}

function toKeyAnswer(row: ApiKey): KeyAnswer {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    prefix: row.prefix,
    created_at: row.createdAt.toISOString(),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
  };
}
