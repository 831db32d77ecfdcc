import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { KeyRing } from '../stores/key-ring.ts';
import { StoredEvents } from '../stores/stored-events.ts';
import { Workspace } from '../stores/workspace.ts';
import type { OnboardingAnswer } from './onboarding.schemas.ts';

const ORIGIN = 'onboarding';

/** Gives a new workspace a key that it can copy into its first request. */
@Injectable()
export class OnboardingService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keyRing: KeyRing,
    private readonly storedEvents: StoredEvents,
    private readonly workspace: Workspace,
  ) {}

  async get(): Promise<OnboardingAnswer> {
    if (await this.storedEvents.any()) {
      await this.workspace.forgetOnboardingKey();
      return { has_events: true, ingest_key: null };
    }
    const { onboardingKey } = await this.workspace.settings();
    const isWorking = onboardingKey !== null && (await this.keyRing.find(onboardingKey)) !== undefined;
    return { has_events: false, ingest_key: isWorking ? onboardingKey : await this.newKey() };
  }

  private newKey(): Promise<string> {
    return this.dataSource.transaction(async (manager) => {
      const { key } = await this.keyRing.issue(
        { name: 'First events', scopes: ['ingest'], origin: ORIGIN },
        manager,
      );
      await this.workspace.change({ onboardingKey: key }, manager);
      return key;
    });
  }
}
