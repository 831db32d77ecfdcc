import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Pipeline } from '../stores/pipeline.ts';
import { PIPELINE } from '../stores/tokens.ts';
import type { ingestStatus } from './events.schemas.ts';

/** What the pipeline says of itself. */
@Injectable()
export class IngestStatusService {
  constructor(@Inject(PIPELINE) private readonly pipeline: Pipeline) {}

  async get(): Promise<z.output<typeof ingestStatus>> {
    const status = await this.pipeline.status();
    return { ...status, complete_until: this.pipeline.completeUntil().toISOString() };
  }
}
