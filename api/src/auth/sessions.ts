import { Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { hashSecretToken, newSecretToken } from '../common/secret-token.ts';
import { Session } from '../stores/entities/session.ts';
import type { User } from '../stores/entities/user.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long a session lasts without a request. */
export const SESSION_MS = 14 * DAY_MS;
/** How long it lasts at most, however busy. */
const SESSION_MAX_MS = 90 * DAY_MS;
/** A session is prolonged when this much of its time is used up, so that not every request writes. */
const RENEW_AFTER_MS = DAY_MS;

/** Signed-in browsers. The cookie's value is known to the browser alone; here is its hash. */
@Injectable()
export class Sessions {
  constructor(private readonly dataSource: DataSource) {}

  /** Begins a session and answers the value of its cookie. */
  async begin(user: User): Promise<string> {
    const token = newSecretToken();
    const now = Date.now();
    await this.dataSource.manager.delete(Session, { expiresAt: LessThan(new Date(now)) });
    await this.dataSource.manager.insert(Session, {
      tokenHash: hashSecretToken(token),
      userId: user.id,
      createdAt: new Date(now),
      expiresAt: new Date(now + SESSION_MS),
    });
    return token;
  }

  /** The user of a cookie, and whether the session was prolonged just now; undefined if there is no such session. */
  async find(token: string, now = Date.now()): Promise<{ user: User; renewed: boolean } | undefined> {
    const session = await this.dataSource.manager.findOne(Session, {
      where: { tokenHash: hashSecretToken(token) },
      relations: { user: true },
    });
    if (!session || session.expiresAt.getTime() <= now) return undefined;
    const expiresAt = new Date(Math.min(now + SESSION_MS, session.createdAt.getTime() + SESSION_MAX_MS));
    const renewed = expiresAt.getTime() - session.expiresAt.getTime() > RENEW_AFTER_MS;
    if (renewed)
      await this.dataSource.manager.update(Session, { tokenHash: session.tokenHash }, { expiresAt });
    return { user: session.user, renewed };
  }

  async end(token: string): Promise<void> {
    await this.dataSource.manager.delete(Session, { tokenHash: hashSecretToken(token) });
  }

  /** Ends all sessions of the user but the one with this cookie: after a new password, whoever else is in is out. */
  async endOthers(userId: string, token: string | undefined): Promise<void> {
    const query = this.dataSource.manager.createQueryBuilder().delete().from(Session).where({ userId });
    if (token) query.andWhere('token_hash <> :own', { own: hashSecretToken(token) });
    await query.execute();
  }
}
