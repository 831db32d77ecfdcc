import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { Resource } from '../rate.ts';

/** One price of the rate card. Rows are added, never edited: the id says which of two like rates was added last. */
@Entity('rates')
@Check('rates_price_check', 'price >= 0')
@Check('rates_months_check', `months IS NULL OR (resource = 'storage' AND months > 0)`)
@Check('rates_valid_from_check', 'extract(epoch FROM valid_from) % 900 = 0')
@Index('rates_resource_valid_from_idx', ['resource', 'validFrom'])
export class StoredRate {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'rates_pkey',
  })
  id!: number;

  @Column('text')
  resource!: Resource;

  @Column('jsonb')
  match!: Record<string, string>;

  @Column('text')
  unit!: string;

  /** Price of one unit, in `currency`; a decimal string, exact. */
  @Column('numeric')
  price!: string;

  @Column('text')
  currency!: string;

  /** Storage only: how many months a stored clip is paid for; null = 1. */
  @Column('numeric', { nullable: true })
  months!: string | null;

  @Column('timestamptz', { name: 'valid_from' })
  validFrom!: Date;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
