import { Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { CalledRequest } from '../common/caller.ts';
import { Route } from '../common/route.ts';
import { endOfRequest } from '../reports/end-of-request.ts';
import { CollectService } from './collect.service.ts';
import { CollectBodyDocs } from './collect-body-docs.ts';
import { eventsAnswer } from './event.schemas.ts';
import { EventListService } from './event-list.service.ts';
import { type CollectQuery, collectAnswer, collectQuery } from './events.schemas.ts';
import { type EventsQuery, eventsQuery } from './events-query.ts';

@Controller('v1/events')
export class EventsController {
  constructor(
    private readonly collector: CollectService,
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
      'At most 10,000 events and 16 MiB after decompression a request, 64 KiB an event; `Content-Encoding` gzip, br or none. Whatever is sent again does no harm.',
    answer: { status: 200, description: 'All events are stored, or were already.', schema: collectAnswer },
    otherAnswers: [
      { status: 207, description: 'Some events were rejected, the rest is stored.', schema: collectAnswer },
      { status: 422, description: 'All events were rejected.', schema: collectAnswer },
    ],
    problems: [413, 415, 429, 503, 504],
  })
  async collect(
    @Req() request: CalledRequest,
    @Query({ schema: collectQuery }) query: CollectQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { status, body } = await this.collector.collect(request, query);
    reply.status(status);
    return body;
  }
}
