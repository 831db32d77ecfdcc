import { Controller, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { CalledRequest } from '../common/caller.ts';
import { Route } from '../common/route.ts';
import { CollectService } from './collect.service.ts';
import { CollectBodyDocs } from './collect-body-docs.ts';
import { type CollectQuery, collectAnswer, collectQuery } from './events.schemas.ts';

@Controller('v1/events')
export class EventsController {
  constructor(private readonly collector: CollectService) {}

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
