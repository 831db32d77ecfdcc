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

const fieldError = {
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
  })
  .meta({ id: 'IngestStatus', description: 'How far ingestion is.' });

export const rejectedEventsQuery = z.object({
  status: z
    .enum(['open', 'resent', 'dismissed', 'all'])
    .default('open')
    .meta({ description: 'Only those in this state.' }),
  limit: z.coerce.number().int().min(1).max(1000).default(50).meta({ description: 'At most so many.' }),
  cursor: z.string().max(512).optional().meta({ description: '`next_cursor` of the page before.' }),
});

export type RejectedEventsQuery = z.output<typeof rejectedEventsQuery>;

export const rejectedEvent = z
  .object({
    id: z.string().meta({ description: 'Id of this entry, not of the event.' }),
    received_at: z.iso.datetime().meta({ description: 'When the event came in, UTC.' }),
    ...fieldError,
    errors: z
      .array(z.object(fieldError))
      .meta({ description: 'Everything that is wrong with the event; the first one is above.' }),
    source: z.string().nullable().meta({ description: "The event's source; null if it can't be read." }),
    event_id: z.string().nullable().meta({ description: "The event's id; null if it can't be read." }),
    type: z.string().nullable().meta({ description: "The event's type; null if it can't be read." }),
    generation_id: z.string().nullable().meta({ description: "The event's subject; null if there is none." }),
    payload: z.string().meta({
      description: 'The text of the event as it came, with every user id replaced by its user key.',
    }),
    status: z.enum(['open', 'resent', 'dismissed']).meta({
      description: 'open: nobody has dealt with it; resent: it was accepted later; dismissed: not wanted.',
    }),
  })
  .meta({ id: 'RejectedEvent', description: 'An event that was not counted, and why.' });

export type RejectedEventAnswer = z.output<typeof rejectedEvent>;

export const rejectedEventsAnswer = z
  .object({
    items: z.array(rejectedEvent).meta({ description: 'Rejected events, the newest first.' }),
    next_cursor: z
      .string()
      .nullable()
      .meta({ description: '`cursor` of the next page; null = this is the last one.' }),
  })
  .meta({ id: 'RejectedEvents', description: 'A page of rejected events.' });

export type RejectedEventsAnswer = z.output<typeof rejectedEventsAnswer>;

export const resendRequest = z
  .strictObject({
    event: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: 'The mended event; absent = send it again as it was.' }),
  })
  .default({})
  .meta({ id: 'Resend', description: 'What to send in place of a rejected event.' });

export type ResendRequest = z.output<typeof resendRequest>;
