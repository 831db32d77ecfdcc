import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Caller, CallerParam } from '../../common/caller.ts';
import { type IdParam, idParam } from '../../common/id-param.ts';
import { Route } from '../../common/route.ts';
import { endOfRequest } from '../../reports/end-of-request.ts';
import { collectAnswer } from '../events.schemas.ts';
import { RejectedEventDesk } from './rejected-event-desk.ts';
import {
  dismissAnswer,
  dismissRequest,
  type RejectedCountsQuery,
  type RejectedEventsFilter,
  type RejectedEventsQuery,
  type ResendRequest,
  rejectedCounts,
  rejectedCountsQuery,
  rejectedEventDetails,
  rejectedEventsAnswer,
  rejectedEventsQuery,
  resendRequest,
} from './rejected-events.schemas.ts';
import { RejectedEventsService } from './rejected-events.service.ts';

@Controller('v1/rejected-events')
export class RejectedEventsController {
  constructor(
    private readonly rejectedEvents: RejectedEventsService,
    private readonly desk: RejectedEventDesk,
  ) {}

  @Get()
  @Route({
    access: 'read',
    tag: 'Events',
    id: 'listRejectedEvents',
    summary: 'Events that were not counted, and why',
    description: 'They are kept for `REJECTED_EVENTS_DAYS` (90 unless set otherwise).',
    answer: { status: 200, description: 'A page, the newest first.', schema: rejectedEventsAnswer },
    problems: [422],
  })
  list(
    @Query({ schema: rejectedEventsQuery }) query: RejectedEventsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.rejectedEvents.list(query, endOfRequest(reply));
  }

  @Get('counts')
  @Route({
    access: 'read',
    tag: 'Events',
    id: 'countRejectedEvents',
    summary: 'How many events were not counted, by status and reason',
    answer: { status: 200, description: 'The counts.', schema: rejectedCounts },
    problems: [422],
  })
  counts(
    @Query({ schema: rejectedCountsQuery }) query: RejectedCountsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.rejectedEvents.counts(query, endOfRequest(reply));
  }

  @Get(':id')
  @Route({
    access: 'read',
    tag: 'Events',
    id: 'getRejectedEvent',
    summary: 'One event that was not counted, and the stored one that it conflicts with',
    answer: { status: 200, description: 'The event.', schema: rejectedEventDetails },
    problems: [404],
  })
  get(@Param({ schema: idParam }) { id }: IdParam, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.rejectedEvents.get(id, endOfRequest(reply));
  }

  @Post('dismiss')
  @Route({
    access: 'admin',
    tag: 'Events',
    id: 'dismissRejectedEvents',
    summary: 'Put aside all open rejected events that a filter fits',
    description: 'With `received_to` nothing is put aside that came in after you looked.',
    answer: { status: 200, description: 'They are no longer open.', schema: dismissAnswer },
    problems: [503],
  })
  dismissAll(@CallerParam() caller: Caller, @Body({ schema: dismissRequest }) filter: RejectedEventsFilter) {
    return this.desk.dismissAll(filter, caller);
  }

  @Post(':id/resend')
  @Route({
    access: 'admin',
    tag: 'Events',
    id: 'resendRejectedEvent',
    summary: 'Send a rejected event again, mended or as it was',
    description:
      'An event of any age is taken. If it is rejected again, the entry stays open. The same request again gets the same answer.',
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
    const answer = await this.desk.resend(id, body, caller);
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
    return this.desk.dismiss(id, caller);
  }
}
