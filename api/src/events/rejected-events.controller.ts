import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Caller, CallerParam } from '../common/caller.ts';
import { type IdParam, idParam } from '../common/id-param.ts';
import { Route } from '../common/route.ts';
import {
  collectAnswer,
  type RejectedEventsQuery,
  type ResendRequest,
  rejectedEventsAnswer,
  rejectedEventsQuery,
  resendRequest,
} from './events.schemas.ts';
import { RejectedEventsService } from './rejected-events.service.ts';

@Controller('v1/rejected-events')
export class RejectedEventsController {
  constructor(private readonly rejectedEvents: RejectedEventsService) {}

  @Get()
  @Route({
    access: 'read',
    tag: 'Events',
    id: 'listRejectedEvents',
    summary: 'Events that were not counted, and why',
    answer: { status: 200, description: 'A page, the newest first.', schema: rejectedEventsAnswer },
  })
  list(@Query({ schema: rejectedEventsQuery }) query: RejectedEventsQuery) {
    return this.rejectedEvents.list(query);
  }

  @Post(':id/resend')
  @Route({
    access: 'admin',
    tag: 'Events',
    id: 'resendRejectedEvent',
    summary: 'Send a rejected event again, mended or as it was',
    description: 'An event of any age is taken. If it is rejected again, the entry stays open.',
    answer: { status: 200, description: 'The event is stored, or was already.', schema: collectAnswer },
    otherAnswers: [{ status: 422, description: 'The event was rejected again.', schema: collectAnswer }],
    problems: [404, 409, 413, 503],
  })
  async resend(
    @CallerParam() caller: Caller,
    @Param({ schema: idParam }) { id }: IdParam,
    @Body({ schema: resendRequest }) body: ResendRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const answer = await this.rejectedEvents.resend(id, body, caller);
    reply.status(answer.status);
    return answer.body;
  }

  @Post(':id/dismiss')
  @Route({
    access: 'admin',
    tag: 'Events',
    id: 'dismissRejectedEvent',
    summary: 'Put a rejected event aside',
    answer: { status: 204, description: 'It is no longer open.' },
    problems: [404, 409],
  })
  dismiss(@CallerParam() caller: Caller, @Param({ schema: idParam }) { id }: IdParam) {
    return this.rejectedEvents.dismiss(id, caller);
  }
}
