import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ownUrl } from '../common/own-url.ts';
import { CONFIG, type Config } from '../config.ts';
import { User } from '../stores/entities/user.ts';
import { hashPassword } from './passwords.ts';
import { SignInLinks } from './sign-in-links.ts';

/** Sees to it that somebody can sign in: the administrator of the environment, or whoever opens the one-time link. */
@Injectable()
export class FirstAdministrator implements OnApplicationBootstrap {
  private readonly logger = new Logger(FirstAdministrator.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly links: SignInLinks,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { adminEmail, adminPassword } = this.config;
    if (adminEmail && adminPassword) await this.create(adminEmail.toLowerCase(), adminPassword);
    const token = await this.links.issueIfNeeded();
    if (!token) return;
    // A warning, because a person has to act: until somebody opens the link, nobody can sign in.
    const link = `${ownUrl(this.config)}/sign-in?token=${token}`;
    this.logger.warn(`Sign in as the first administrator, once and within 24 hours: ${link}`);
  }

  /** An account that exists keeps its password: the person may have changed it since. */
  private async create(email: string, password: string): Promise<void> {
    if (await this.dataSource.manager.existsBy(User, { email })) return;
    const user = {
      id: randomUUID(),
      email,
      passwordHash: await hashPassword(password),
      role: 'admin' as const,
    };
    await this.dataSource.manager.createQueryBuilder().insert().into(User).values(user).orIgnore().execute();
  }
}
