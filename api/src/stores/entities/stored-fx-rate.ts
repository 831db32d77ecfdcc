import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What one unit of `base` was worth in `quote` on a day. Rows are added, never edited. */
@Entity('fx_rates')
@Check('fx_rates_rate_check', 'rate > 0')
@Check('fx_rates_pair_check', 'base <> quote')
@Index('fx_rates_pair_date_idx', ['base', 'quote', 'date'])
export class StoredFxRate {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'fx_rates_pkey',
  })
  id!: number;

  /** UTC day, YYYY-MM-DD. */
  @Column('date')
  date!: string;

  @Column('text')
  base!: string;

  @Column('text')
  quote!: string;

  /** A decimal string, exact. */
  @Column('numeric')
  rate!: string;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
