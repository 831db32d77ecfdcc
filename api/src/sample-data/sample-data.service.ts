import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../common/caller.ts';
import { ownUrl } from '../common/own-url.ts';
import { Problem } from '../common/problem.ts';
import { CONFIG, type Config } from '../config.ts';
import { AuditLog } from '../stores/audit-log.ts';
import { SampleDataLoad } from '../stores/entities/sample-data-load.ts';
import { isUniqueViolation } from '../stores/is-unique-violation.ts';
import { KeyRing } from '../stores/key-ring.ts';
import { StoredEvents } from '../stores/stored-events.ts';
import { Workspace } from '../stores/workspace.ts';
import type { SampleDataAnswer } from './sample-data.schemas.ts';
import { type Failure, type Progress, runSimulator, type SimulatorRun } from './simulator-run.ts';

const ORIGIN = 'sample data';

/** Fills an empty workspace with sample events, sent through the collector like real ones. */
@Injectable()
export class SampleDataService implements OnApplicationBootstrap, OnModuleDestroy {
  private running: { run: SimulatorRun; progress: Progress; done: Promise<void> } | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly keyRing: KeyRing,
    private readonly storedEvents: StoredEvents,
    private readonly workspace: Workspace,
    private readonly auditLog: AuditLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A run that was under way when the server ended did not go on without it. */
  async onApplicationBootstrap(): Promise<void> {
    const message = 'The server ended before all sample events were sent.';
    await this.dataSource.manager.update(
      SampleDataLoad,
      { status: 'loading' },
      { status: 'failed', message },
    );
  }

  async onModuleDestroy(): Promise<void> {
    this.running?.run.stop();
    await this.running?.done;
  }

  async get(): Promise<SampleDataAnswer> {
    const load = await this.latest();
    const sent = this.running?.progress.sent ?? load?.eventsSent ?? 0;
    const total = this.running?.progress.total ?? load?.eventsTotal ?? 0;
    return {
      status: load?.status ?? 'none',
      events_sent: sent,
      events_total: total,
      ...(load?.message && { message: load.message }),
    };
  }

  /**
   * Begins to load. A run that ended half-way may begin again: its events are in the workspace already, and sent again
   * they do no harm.
   */
  async load(by: Caller): Promise<SampleDataAnswer> {
    const { sampleData } = await this.workspace.settings();
    const isHalfDone = sampleData && (await this.latest())?.status !== 'complete';
    if (!isHalfDone && (await this.storedEvents.any())) {
      throw refused('Sample events are for an empty workspace only, and this one has events.');
    }
    const load = await this.begin();
    await this.auditLog.record({ by, action: 'sample_data.loaded' });
    // The history is older than the age limit and brings its rates along, so the key has to be an administrator's.
    const { row, key } = await this.keyRing.issue({ name: 'Sample data', scopes: ['admin'], origin: ORIGIN });
    const progress = { sent: 0, total: 0 };
    const run = runSimulator(ownUrl(this.config), key, (now) => Object.assign(progress, now));
    const done = run.ended.then((failure) => this.end(load.id, row.id, progress, failure));
    this.running = { run, progress, done };
    return this.get();
  }

  private async end(
    loadId: number,
    keyId: string,
    { sent, total }: Progress,
    failure: Failure,
  ): Promise<void> {
    this.running = undefined;
    await this.keyRing.revoke(keyId);
    await this.dataSource.manager.update(
      SampleDataLoad,
      { id: loadId },
      {
        status: failure ? 'failed' : 'complete',
        message: failure ?? null,
        eventsSent: sent,
        eventsTotal: total,
      },
    );
  }

  /** Of two requests at once only one begins: the table takes one row that is `loading`. */
  private async begin(): Promise<SampleDataLoad> {
    try {
      return await this.dataSource.manager.getRepository(SampleDataLoad).save({ status: 'loading' as const });
    } catch (error) {
      if (isUniqueViolation(error)) throw refused('The sample events are being loaded already.');
      throw error;
    }
  }

  private async latest(): Promise<SampleDataLoad | undefined> {
    const [load] = await this.dataSource.manager.find(SampleDataLoad, { order: { id: 'DESC' }, take: 1 });
    return load;
  }
}

function refused(detail: string): Problem {
  return new Problem({ status: 409, code: 'sample_data_refused', detail });
}
