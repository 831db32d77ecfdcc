import { Body, Controller, Get, Post, Put, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, CallerParam } from '../common/caller.ts';
import { Route } from '../common/route.ts';
import {
  type AccountRequest,
  accountRequest,
  type SignInLinkRequest,
  type SignInRequest,
  sessionAnswer,
  signInLinkRequest,
  signInRequest,
} from './auth.schemas.ts';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.ts';
import { Sessions } from './sessions.ts';
import { SignInService } from './sign-in.service.ts';
import { SignInThrottleGuard } from './sign-in-throttle.guard.ts';

@Controller('v1/auth')
export class AuthController {
  constructor(
    private readonly signInService: SignInService,
    private readonly sessions: Sessions,
  ) {}

  @Get('session')
  @Route({
    access: 'read',
    tag: 'Sign-in',
    id: 'getSession',
    summary: 'Who is signed in',
    answer: { status: 200, description: 'The signed-in person.', schema: sessionAnswer },
  })
  session(@CallerParam() caller: Caller) {
    return this.signInService.session(caller);
  }

  @Post('sign-in')
  @UseGuards(SignInThrottleGuard)
  @Route({
    access: 'public',
    tag: 'Sign-in',
    id: 'signIn',
    summary: 'Sign in with e-mail address and password',
    answer: { status: 204, description: 'Signed in: the answer sets the session cookie.' },
    problems: [401, 429],
  })
  async signIn(
    @Body({ schema: signInRequest }) body: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    setSessionCookie(request, reply, await this.signInService.withPassword(body));
  }

  @Post('sign-in-link')
  @UseGuards(SignInThrottleGuard)
  @Route({
    access: 'public',
    tag: 'Sign-in',
    id: 'useSignInLink',
    summary: 'Sign in as the first administrator with the one-time link',
    answer: {
      status: 204,
      description: 'Signed in: the answer sets the session cookie. The link is used up.',
    },
    problems: [401, 429],
  })
  async signInLink(
    @Body({ schema: signInLinkRequest }) { token }: SignInLinkRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    setSessionCookie(request, reply, await this.signInService.withLink(token));
  }

  @Put('account')
  @UseGuards(SignInThrottleGuard)
  @Route({
    access: 'read',
    tag: 'Sign-in',
    id: 'setAccount',
    summary: 'Set e-mail address and password of the signed-in person',
    answer: { status: 204, description: 'Set. Every other session of this person has ended.' },
    problems: [409, 429],
  })
  setAccount(
    @CallerParam() caller: Caller,
    @Body({ schema: accountRequest }) body: AccountRequest,
    @Req() request: FastifyRequest,
  ) {
    return this.signInService.setAccount(caller, body, readSessionCookie(request));
  }

  @Post('sign-out')
  @Route({
    access: 'read',
    tag: 'Sign-in',
    id: 'signOut',
    summary: 'End the session',
    answer: { status: 204, description: 'Signed out.' },
  })
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.sessions.end(readSessionCookie(request) ?? '');
    clearSessionCookie(reply);
  }
}
