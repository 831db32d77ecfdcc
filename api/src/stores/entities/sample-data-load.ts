import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

export type SampleDataLoadStatus = 'loading' | 'complete' | 'failed';

/** One run that loads the sample events; the latest one is the state that people see. */
@Entity('sample_data_loads')
@Index('sample_data_loads_loading_key', ['status'], { unique: true, where: `status = 'loading'` })
@Check('sample_data_loads_status_check', `status IN ('loading', 'complete', 'failed')`)
export class SampleDataLoad {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'sample_data_loads_pkey',
  })
  id!: number;

  @Column('text')
  status!: SampleDataLoadStatus;

  @Column('integer', { name: 'events_sent', default: 0 })
  eventsSent!: number;

  @Column('integer', { name: 'events_total', default: 0 })
  eventsTotal!: number;

  /** Why it failed, in words for a person. */
  @Column('text', { nullable: true })
  message!: string | null;

  @Column('timestamptz', { name: 'started_at', default: () => 'now()' })
  startedAt!: Date;
}
