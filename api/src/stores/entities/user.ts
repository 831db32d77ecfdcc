import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

export type Role = 'admin' | 'viewer';

/**
 * A person who signs in. `email` and `passwordHash` are null for the first administrator until the account is set:
 * that person came by the one-time link.
 */
@Entity('users')
@Unique('users_email_key', ['email'])
@Check('users_role_check', `role IN ('admin', 'viewer')`)
export class User {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'users_pkey' })
  id!: string;

  /** In lower case, so that one person has one account however the address is typed. */
  @Column('text', { nullable: true })
  email!: string | null;

  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash!: string | null;

  @Column('text')
  role!: Role;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
