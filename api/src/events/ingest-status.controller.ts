import { Controller, Get } from '@nestjs/common';
import { Route } from '../common/route.ts';
import { ingestStatus } from './events.schemas.ts';
import { IngestStatusService } from './ingest-status.service.ts';

@Controller('v1/ingest/status')
export class IngestStatusController {
  constructor(private readonly status: IngestStatusService) {}

  @Get()
  @Route({
    access: 'read',
    tag: 'Events',
    id: 'getIngestStatus',
    summary: 'How far ingestion is',
    answer: {
      status: 200,
      description: 'Spool depth, lag, counts, and until when answers are complete.',
      schema: ingestStatus,
    },
  })
  get() {
    return this.status.get();
  }
}
