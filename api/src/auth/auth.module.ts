import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { AccessGuard } from './access.guard.ts';
import { AuthController } from './auth.controller.ts';
import { EnvironmentKeys } from './environment-keys.ts';
import { FirstAdministrator } from './first-administrator.ts';
import { Sessions } from './sessions.ts';
import { SignInService } from './sign-in.service.ts';
import { SignInLinks } from './sign-in-links.ts';
import { signInThrottle } from './sign-in-throttle.guard.ts';

/** Who may do what: keys, sessions, sign-in. Guards every route of the server. */
@Module({
  imports: [ThrottlerModule.forRoot([signInThrottle])],
  controllers: [AuthController],
  providers: [
    EnvironmentKeys,
    FirstAdministrator,
    Sessions,
    SignInLinks,
    SignInService,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
})
export class AuthModule {}
