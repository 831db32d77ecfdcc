import { Injectable } from '@nestjs/common';
import { ThrottlerGuard } from '@nestjs/throttler';
import { Problem } from '../common/problem.ts';

/** How many attempts to sign in one address has a minute. */
export const signInThrottle = { limit: 10, ttl: 60_000 };

/** Slows down whoever tries passwords one after the other. */
@Injectable()
export class SignInThrottleGuard extends ThrottlerGuard {
  protected override throwThrottlingException(): Promise<void> {
    throw new Problem({
      status: 429,
      code: 'too_many_attempts',
      detail: 'Too many attempts to sign in from this address. Wait a minute.',
      retryAfterSeconds: signInThrottle.ttl / 1000,
    });
  }
}
