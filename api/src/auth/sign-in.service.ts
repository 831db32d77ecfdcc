import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../common/caller.ts';
import { Problem } from '../common/problem.ts';
import { AuditLog } from '../stores/audit-log.ts';
import { User } from '../stores/entities/user.ts';
import { isUniqueViolation } from '../stores/is-unique-violation.ts';
import type { AccountRequest, SessionAnswer, SignInRequest } from './auth.schemas.ts';
import { hashPassword, isPassword } from './passwords.ts';
import { Sessions } from './sessions.ts';
import { SignInLinks } from './sign-in-links.ts';

/** Signs people in and sets with what they sign in. */
@Injectable()
export class SignInService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sessions: Sessions,
    private readonly links: SignInLinks,
    private readonly auditLog: AuditLog,
  ) {}

  /** Answers the value of the session cookie. */
  async withPassword({ email, password }: SignInRequest): Promise<string> {
    const user = await this.dataSource.manager.findOneBy(User, { email });
    if (!(await isPassword(password, user?.passwordHash)) || !user) {
      throw new Problem({
        status: 401,
        code: 'wrong_credentials',
        detail: 'There is no account with this e-mail address and password.',
      });
    }
    return this.sessions.begin(user);
  }

  /** Answers the value of the session cookie. */
  async withLink(token: string): Promise<string> {
    const user = await this.links.use(token);
    if (!user) {
      throw new Problem({
        status: 401,
        code: 'link_not_valid',
        detail: 'This link was used or has expired. Start the server again: it prints a new one.',
      });
    }
    await this.auditLog.record({ by: 'system', action: 'sign_in_link.used', subject: user.id });
    return this.sessions.begin(user);
  }

  async session(caller: Caller): Promise<SessionAnswer> {
    const { email, role, passwordHash } = await this.user(caller);
    return { user: { email, role }, has_password: passwordHash !== null };
  }

  /** Sets e-mail address and password, and ends every other session of the user. */
  async setAccount(caller: Caller, account: AccountRequest, ownToken: string | undefined): Promise<void> {
    const { email, password, current_password = '' } = account;
    const { id, passwordHash } = await this.user(caller);
    if (passwordHash !== null && !(await isPassword(current_password, passwordHash))) {
      throw new Problem({
        status: 403,
        code: 'wrong_credentials',
        detail: 'current_password is not the password of now.',
      });
    }
    try {
      await this.dataSource.manager.update(
        User,
        { id },
        { email, passwordHash: await hashPassword(password) },
      );
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new Problem({
        status: 409,
        code: 'email_taken',
        detail: 'There is another account with this e-mail address.',
      });
    }
    await this.sessions.endOthers(id, ownToken);
    await this.auditLog.record({ by: caller, action: 'account.set', subject: id });
  }

  private async user(caller: Caller): Promise<User> {
    if (caller.kind === 'user') return this.dataSource.manager.findOneByOrFail(User, { id: caller.userId });
    throw new Problem({
      status: 401,
      code: 'unauthenticated',
      detail: 'This is for a signed-in person, not for a key.',
    });
  }
}
