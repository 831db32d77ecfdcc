import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull, Not } from 'typeorm';
import { CONFIG } from '../config.ts';
import { Settings } from './entities/settings.ts';
import { LastKnown } from './last-known.ts';

/** The first values of the settings. */
export type FirstSettings = Pick<Settings, 'reportingCurrency' | 'reportingTimeZone'>;

/**
 * The settings of the workspace. The row is made at the first start, with the first values of the environment and a
 * new secret for user keys; from then on the row counts and not the environment.
 */
@Injectable()
export class Workspace {
  private readonly known = new LastKnown('The settings', () => this.read());

  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly first: FirstSettings,
  ) {}

  /** The settings as they are now, or as they were known last while PostgreSQL is away. */
  settings(): Promise<Settings> {
    return this.known.get();
  }

  async change(
    values: Partial<Omit<Settings, 'id' | 'pseudonymKey'>>,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<void> {
    await manager.update(Settings, { id: 1 }, values);
  }

  /** Forgets the readable key of onboarding: called once an event has come in. */
  async forgetOnboardingKey(): Promise<void> {
    await this.dataSource.manager.update(Settings, { onboardingKey: Not(IsNull()) }, { onboardingKey: null });
  }

  private async read(): Promise<Settings> {
    const { manager } = this.dataSource;
    const row = await manager.findOneBy(Settings, { id: 1 });
    if (row) return row;
    const { reportingCurrency, reportingTimeZone } = this.first;
    const values = { id: 1, reportingCurrency, reportingTimeZone, pseudonymKey: randomBytes(32) };
    // Two processes may start at once: the row that came first stays.
    await manager.createQueryBuilder().insert().into(Settings).values(values).orIgnore().execute();
    return manager.findOneByOrFail(Settings, { id: 1 });
  }
}
