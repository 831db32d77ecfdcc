import { z } from 'zod';
import { queryFlag } from '../common/query-flag.ts';

export const collectQuery = z.object({
  refresh: z
    .enum(['wait_for'], 'must be wait_for')
    .optional()
    .meta({ description: 'wait_for: answer only once the accepted events are in every query result.' }),
  backfill: queryFlag.meta({
    description: 'true: take events of any age, for imports. Needs the scope `admin`.',
  }),
});

export type CollectQuery = z.output<typeof collectQuery>;

/** What is wrong with an event, in every answer that tells of it. */
export const fieldError = {
  code: z.string().meta({ description: 'Stable code, such as `missing_field`.' }),
  path: z.string().meta({
    description: 'JSON path of the field; empty = the event as a whole.',
    example: 'data.gpu_seconds',
  }),
  message: z.string().meta({ description: 'What is wrong and what would be right.' }),
};

const collectError = z
  .object({
    index: z.int().meta({ description: "The event's place in the request, from 0." }),
    id: z.string().nullable().meta({ description: "The event's id; null if it can't be read." }),
    ...fieldError,
  })
  .meta({ id: 'EventError', description: 'One thing that is wrong with one event of a request.' });

export const collectAnswer = z
  .object({
    accepted: z.int().meta({ description: 'Events that are stored from now on.' }),
    duplicates: z.int().meta({ description: 'Events that are known to be stored already.' }),
    rejected: z
      .int()
      .meta({ description: 'Events that were not stored; kept for a person to see, mend and resend.' }),
    errors: z.array(collectError).meta({ description: 'Why events were rejected: the first 100 reasons.' }),
    errors_truncated: z
      .literal(true)
      .optional()
      .meta({ description: 'True if there are more than 100 reasons.' }),
    warnings: z
      .array(collectError)
      .optional()
      .meta({ description: 'What was ignored, such as unknown fields.' }),
  })
  .meta({
    id: 'CollectAnswer',
    description: 'What became of the events: accepted + duplicates + rejected = all.',
  });

export const ingestStatus = z
  .object({
    accepted: z.int().meta({ description: 'Events accepted since the server started.' }),
    duplicates: z.int().meta({ description: 'Duplicates dropped since the server started.' }),
    rejected: z.int().meta({ description: 'Events rejected since the server started.' }),
    spool_events: z.int().meta({ description: 'Events that are on disk and wait for ClickHouse.' }),
    spool_bytes: z.int().meta({ description: 'Bytes of the spool on disk.' }),
    lag_seconds: z
      .number()
      .meta({ description: 'Age of the oldest event that is not in every answer yet, in seconds.' }),
    complete_until: z.iso
      .datetime()
      .meta({ description: 'Every event acknowledged before this instant is in every answer.' }),
    settling_buckets: z.int().meta({ description: 'Quarters of an hour that wait to be summed up again.' }),
    quarantined_parts: z.int().meta({
      description:
        'Damaged parts of the spool that were put into files of their own, for a person to look at.',
    }),
  })
  .meta({ id: 'IngestStatus', description: 'How far ingestion is.' });
