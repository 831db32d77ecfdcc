import { Controller, Get, Post } from '@nestjs/common';
import { type Caller, CallerParam } from '../common/caller.ts';
import { Route } from '../common/route.ts';
import { sampleDataAnswer } from './sample-data.schemas.ts';
import { SampleDataService } from './sample-data.service.ts';

@Controller('v1/sample-data')
export class SampleDataController {
  constructor(private readonly sampleData: SampleDataService) {}

  @Get()
  @Route({
    access: 'read',
    tag: 'Onboarding',
    id: 'getSampleData',
    summary: 'How far the sample events are',
    answer: { status: 200, description: 'Status and progress.', schema: sampleDataAnswer },
  })
  get() {
    return this.sampleData.get();
  }

  @Post()
  @Route({
    access: 'admin',
    tag: 'Onboarding',
    id: 'loadSampleData',
    summary: 'Load sample events into an empty workspace',
    answer: { status: 202, description: 'Loading has begun.', schema: sampleDataAnswer },
    problems: [409],
  })
  load(@CallerParam() caller: Caller) {
    return this.sampleData.load(caller);
  }
}
