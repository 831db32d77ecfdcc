import type { Pipeline } from '@breakeven/ingest/pipeline';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { PIPELINE } from '../stores/tokens.ts';
import type { ingestStatus } from './events.schemas.ts';

/** What the pipeline says of itself. */
@Injectable()
export class IngestStatusService {
  constructor(@Inject(PIPELINE) private readonly pipeline: Pipeline) {}

  get(): z.output<typeof ingestStatus> {
    return this.pipeline.status();
  }
}
