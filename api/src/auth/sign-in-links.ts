import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, MoreThan, Not } from 'typeorm';
import { hashSecretToken, newSecretToken } from '../common/secret-token.ts';
import { SignInLink } from '../stores/entities/sign-in-link.ts';
import { User } from '../stores/entities/user.ts';

const LINK_MS = 24 * 60 * 60 * 1000;

/**
 * One-time links for the first administrator. Until an administrator has a password each start makes a new one, so that
 * nobody is locked out by a link that went unused or by a session that ended before the account was set.
 */
@Injectable()
export class SignInLinks {
  constructor(private readonly dataSource: DataSource) {}

  /** A new link's token, or undefined if an administrator can sign in with a password. Older links end. */
  async issueIfNeeded(): Promise<string | undefined> {
    const { manager } = this.dataSource;
    if (await manager.existsBy(User, { role: 'admin', passwordHash: Not(IsNull()) })) return undefined;
    const token = newSecretToken();
    await manager.transaction(async (manager) => {
      await manager.clear(SignInLink);
      await manager.insert(SignInLink, {
        tokenHash: hashSecretToken(token),
        expiresAt: new Date(Date.now() + LINK_MS),
      });
    });
    return token;
  }

  /** Uses the link up. Answers the first administrator, or undefined if the link is unknown, used or expired. */
  async use(token: string): Promise<User | undefined> {
    return this.dataSource.transaction(async (manager) => {
      const { affected } = await manager.delete(SignInLink, {
        tokenHash: hashSecretToken(token),
        expiresAt: MoreThan(new Date()),
      });
      if (affected !== 1) return undefined;
      if (await manager.existsBy(User, { role: 'admin', passwordHash: Not(IsNull()) })) return undefined;
      const waiting = await manager.findOneBy(User, { role: 'admin', passwordHash: IsNull() });
      return (
        waiting ??
        manager
          .getRepository(User)
          .save({ id: randomUUID(), email: null, passwordHash: null, role: 'admin' as const })
      );
    });
  }
}
