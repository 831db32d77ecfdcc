import { Module } from '@nestjs/common';
import { ReportsModule } from '../reports/reports.module.ts';
import { CollectService } from './collect.service.ts';
import { EventListService } from './event-list.service.ts';
import { EventReader } from './event-reader.ts';
import { EventsController } from './events.controller.ts';
import { GenerationController } from './generation.controller.ts';
import { GenerationService } from './generation.service.ts';
import { IngestMetrics } from './ingest-metrics.ts';
import { IngestStatusController } from './ingest-status.controller.ts';
import { IngestStatusService } from './ingest-status.service.ts';
import { Intake } from './intake/intake.ts';
import { RejectedEventDesk } from './rejected/rejected-event-desk.ts';
import { RejectedEventsController } from './rejected/rejected-events.controller.ts';
import { RejectedEventsService } from './rejected/rejected-events.service.ts';
import { RejectedEventsRetention } from './rejected/rejected-events-retention.ts';

/** Events: sending them, what was rejected, how far ingestion is, and the stored ones behind a number. */
@Module({
  imports: [ReportsModule],
  controllers: [EventsController, RejectedEventsController, GenerationController, IngestStatusController],
  providers: [
    CollectService,
    EventListService,
    EventReader,
    GenerationService,
    IngestMetrics,
    Intake,
    RejectedEventDesk,
    RejectedEventsRetention,
    RejectedEventsService,
    IngestStatusService,
  ],
})
export class EventsModule {}
