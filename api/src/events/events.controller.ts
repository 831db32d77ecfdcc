import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Caller, CallerParam } from '../common/caller.ts';
import { Route } from '../common/route.ts';
import { endOfRequest } from '../reports/end-of-request.ts';
import { CollectBodyDocs } from './collect-body-docs.ts';
import { eventsAnswer } from './event.schemas.ts';
import { EventListService } from './event-list.service.ts';
import { type CollectQuery, collectAnswer, collectQuery } from './events.schemas.ts';
import { type EventsQuery, eventsQuery } from './events-query.ts';
import { Intake } from './intake/intake.ts';

@Controller('v1/events')
export class EventsController {
  constructor(
    private readonly intake: Intake,
    private readonly events: EventListService,
  ) {}

  @Get()
  @Route({
    access: 'read',
    tag: 'Events',
    id: 'listEvents',
    summary: 'Stored events, the newest first',
    description: 'The events behind a number: the same range and filters as in its query.',
    answer: { status: 200, description: 'A page of events.', schema: eventsAnswer },
    problems: [422],
  })
  list(@Query({ schema: eventsQuery }) query: EventsQuery, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.events.list(query, endOfRequest(reply));
  }

  @Post()
  @CollectBodyDocs()
  @Route({
    access: 'ingest',
    tag: 'Events',
    id: 'sendEvents',
    summary: 'Send events',
    description:
      'At most 10,000 events and 16 MiB after decompression a request, 64 KiB an event; `Content-Encoding` gzip, br or none. Whatever is sent again does no harm. With 429 (the key has sent its events a second) and 503 nothing was stored: `Retry-After` says after how many seconds to send all of the request again.',
    answer: { status: 200, description: 'All events are stored, or were already.', schema: collectAnswer },
    otherAnswers: [
      { status: 207, description: 'Some events were rejected, the rest is stored.', schema: collectAnswer },
      { status: 422, description: 'All events were rejected.', schema: collectAnswer },
    ],
    problems: [408, 413, 415, 429, 503, 504],
  })
  async collect(
    @CallerParam() caller: Caller,
    @Query({ schema: collectQuery }) query: CollectQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    reply.hijack();
    await this.intake.answerTo(caller, query, { request: request.raw, response: reply.raw, id: request.id });
  }
}
