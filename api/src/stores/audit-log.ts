import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Caller } from '../common/caller.ts';
import { AuditEntry } from './entities/audit-entry.ts';

export interface AuditedChange {
  /** Who did it; `system` is the server itself, at its start. */
  by: Caller | 'system';
  /** Such as `rates.added`. */
  action: string;
  subject?: string;
  /** What the change was. Never a secret, never a user id. */
  detail?: Record<string, unknown>;
}

/** Writes down who changed what. Pass the transaction's manager, so that no change is kept without its entry. */
@Injectable()
export class AuditLog {
  constructor(private readonly dataSource: DataSource) {}

  async record(change: AuditedChange, manager: EntityManager = this.dataSource.manager): Promise<void> {
    await manager.getRepository(AuditEntry).save({
      actor: actorOf(change.by),
      action: change.action,
      subject: change.subject ?? null,
      detail: change.detail ?? {},
    });
  }
}

function actorOf(by: AuditedChange['by']): string {
  if (by === 'system') return 'system';
  return by.kind === 'user' ? `user:${by.userId}` : `key:${by.keyId}`;
}
