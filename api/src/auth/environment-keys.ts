import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AccessScope } from '../common/access.ts';
import { hashSecretToken } from '../common/secret-token.ts';
import { CONFIG, type Config } from '../config.ts';
import { ApiKey } from '../stores/entities/api-key.ts';
import { KeyRing } from '../stores/key-ring.ts';

/** Makes the keys that the environment gives. Another value replaces the key; without the variable it stays as it is. */
@Injectable()
export class EnvironmentKeys implements OnApplicationBootstrap {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keyRing: KeyRing,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.ensure('ADMIN_API_KEY', 'admin', this.config.adminApiKey);
    await this.ensure('INGEST_API_KEY', 'ingest', this.config.ingestApiKey);
  }

  private async ensure(variable: string, scope: AccessScope, key: string | undefined): Promise<void> {
    if (key === undefined) return;
    const keyHash = hashSecretToken(key);
    if (await this.dataSource.manager.existsBy(ApiKey, { origin: variable, keyHash })) return;
    await this.dataSource.transaction(async (manager) => {
      // The same value may have been the key of the other variable, or made by hand: it is this one's now.
      await manager.delete(ApiKey, { keyHash });
      await this.keyRing.issue({ name: variable, scopes: [scope], origin: variable, key }, manager);
    });
  }
}
