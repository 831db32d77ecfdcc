import { completeUntil } from './complete-until.ts';
import type { IngestStatus } from './ingest-status.ts';
import type { PipelineNumbers } from './pipeline-numbers.ts';

export function ingestStatusOf(numbers: PipelineNumbers): IngestStatus {
  const complete = completeUntil(numbers);
  return {
    accepted: numbers.get('taken') - numbers.get('dropped'),
    duplicates: numbers.get('collectorDuplicates') + numbers.get('writerDuplicates'),
    rejected: numbers.get('collectorRejected') + numbers.get('writerRejected'),
    spool_events: numbers.get('spoolEvents'),
    spool_bytes: numbers.get('spoolBytes'),
    lag_seconds: Math.max(0, Date.now() - complete) / 1000,
    complete_until: new Date(complete).toISOString(),
    settling_buckets: numbers.get('settlingBuckets'),
    quarantined_parts: numbers.get('collectorSetAside') + numbers.get('writerSetAside'),
  };
}
