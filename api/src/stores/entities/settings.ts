import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The settings of the workspace: one row. */
@Entity('settings')
@Check('settings_one_row_check', 'id = 1')
export class Settings {
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'settings_pkey' })
  id!: number;

  /** ISO 4217. */
  @Column('text', { name: 'reporting_currency' })
  reportingCurrency!: string;

  /** IANA name, such as Asia/Kathmandu. */
  @Column('text', { name: 'reporting_time_zone' })
  reportingTimeZone!: string;

  /** True once sample events were loaded: the numbers on the pages are not the workspace's own. */
  @Column('boolean', { name: 'sample_data', default: false })
  sampleData!: boolean;

  /** Secret of the keyed hash that turns a user id into a user key; a new one would make every user a stranger. */
  @Column('bytea', { name: 'pseudonym_key' })
  pseudonymKey!: Buffer;

  /** The ingest key that onboarding shows, readable until the first event has come in, null from then on. */
  @Column('text', { name: 'onboarding_key', nullable: true })
  onboardingKey!: string | null;
}
