import { Module } from '@nestjs/common';
import { CollectService } from './collect.service.ts';
import { EventsController } from './events.controller.ts';
import { IngestStatusController } from './ingest-status.controller.ts';
import { IngestStatusService } from './ingest-status.service.ts';
import { RejectedEventsController } from './rejected-events.controller.ts';
import { RejectedEventsService } from './rejected-events.service.ts';

/** Events on their way in: sending, rejected ones, how far ingestion is. */
@Module({
  controllers: [EventsController, RejectedEventsController, IngestStatusController],
  providers: [CollectService, RejectedEventsService, IngestStatusService],
})
export class EventsModule {}
