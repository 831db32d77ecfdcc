import { Module } from '@nestjs/common';
import { SampleDataController } from './sample-data.controller.ts';
import { SampleDataService } from './sample-data.service.ts';

/** Sample events for an empty workspace. */
@Module({ controllers: [SampleDataController], providers: [SampleDataService] })
export class SampleDataModule {}
