import { Module } from '@nestjs/common';
import { QueryController } from './query.controller.ts';
import { ReportService } from './report.service.ts';

/** The report pipeline and the route that asks it. */
@Module({ controllers: [QueryController], providers: [ReportService], exports: [ReportService] })
export class ReportsModule {}
