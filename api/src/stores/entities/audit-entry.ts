import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Who changed what and when. Rows are added only. Never holds a secret or a user id. */
@Entity('audit_log')
@Index('audit_log_at_idx', ['at'])
export class AuditEntry {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'audit_log_pkey',
  })
  id!: string;

  @Column('timestamptz', { default: () => 'now()' })
  at!: Date;

  /** `user:<id>`, `key:<id>` or `system`. */
  @Column('text')
  actor!: string;

  /** What was done, such as `rates.added`. */
  @Column('text')
  action!: string;

  /** What it was done to: an id or a name; null for the workspace itself. */
  @Column('text', { nullable: true })
  subject!: string | null;

  @Column('jsonb')
  detail!: Record<string, unknown>;
}
