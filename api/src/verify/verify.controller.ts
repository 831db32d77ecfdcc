import { Body, Controller, Get, Post } from '@nestjs/common';
import { type Caller, CallerParam } from '../common/caller.ts';
import { Route } from '../common/route.ts';
import { type VerifyRequest, verifyAnswer, verifyRequest } from './verify.schemas.ts';
import { VerifyService } from './verify.service.ts';

@Controller('v1/ingest/verify')
export class VerifyController {
  constructor(private readonly verification: VerifyService) {}

  @Get()
  @Route({
    access: 'admin',
    tag: 'Events',
    id: 'getVerification',
    summary: 'How the last verification stands',
    answer: { status: 200, description: 'Its progress and what differs.', schema: verifyAnswer },
  })
  get() {
    return this.verification.get();
  }

  @Post()
  @Route({
    access: 'admin',
    tag: 'Events',
    id: 'startVerification',
    summary: 'Compare what is stored with what follows from the stored events',
    description:
      'Recomputes totals, generation facts, outcomes, blocked usage and look-up tables of a range. With `repair` it mends what differs. Runs in the background, one at a time.',
    answer: { status: 202, description: 'It has begun.', schema: verifyAnswer },
    problems: [409, 422],
  })
  start(@CallerParam() caller: Caller, @Body({ schema: verifyRequest }) request: VerifyRequest) {
    return this.verification.start(request, caller);
  }
}
