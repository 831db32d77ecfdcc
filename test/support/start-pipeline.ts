import { type Pipeline, type PipelineOptions, startPipeline } from '@breakeven/ingest/pipeline';

/** The threads of the pipeline run as the built product (`npm run build`): a thread of Node can't load TypeScript. */
export function startTestPipeline(options: Omit<PipelineOptions, 'programs'>): Promise<Pipeline> {
  return startPipeline({ ...options, programs: new URL('../../ingest/.out/', import.meta.url) });
}
