import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one-time link that makes whoever opens it the first administrator. Only the hash of its token is stored. */
@Entity('sign_in_links')
export class SignInLink {
  /** SHA-256 of the token. */
  @PrimaryColumn('bytea', { name: 'token_hash', primaryKeyConstraintName: 'sign_in_links_pkey' })
  tokenHash!: Buffer;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
