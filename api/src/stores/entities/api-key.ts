import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { AccessScope } from '../../common/access.ts';

/** A key that a service or a script sends as `Authorization: Bearer`. Only its hash is stored. */
@Entity('api_keys')
@Unique('api_keys_key_hash_key', ['keyHash'])
@Unique('api_keys_origin_key', ['origin'])
export class ApiKey {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'api_keys_pkey' })
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { array: true })
  scopes!: AccessScope[];

  /** SHA-256 of the key. */
  @Column('bytea', { name: 'key_hash' })
  keyHash!: Buffer;

  /** The first characters of the key, by which a person recognises it in a list. */
  @Column('text')
  prefix!: string;

  /** What made the key, if not a person: there is one key for each environment variable, and one for onboarding. */
  @Column('text', { nullable: true })
  origin!: string | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;
}
