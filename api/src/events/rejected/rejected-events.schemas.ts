import { z } from 'zod';
import { eventAnswer } from '../event.schemas.ts';
import { fieldError } from '../events.schemas.ts';

export const rejectedStatuses = ['open', 'resent', 'dismissed'] as const;

const statusMeaning =
  'open: nobody has dealt with it; resent: it was accepted later; dismissed: nobody wants it.';

/** A list that a query string carries as `code=a&code=b`, or as one `code=a`. */
const codes = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : value),
  z.array(z.string().max(64)).max(32),
);

const filters = {
  code: codes
    .optional()
    .meta({ description: 'Only these codes, such as `missing_field` and `id_conflict`.' }),
  type: z.string().max(1024).optional().meta({ description: 'Only events of this type, as it was sent.' }),
  source: z.string().max(1024).optional().meta({ description: 'Only events of this source.' }),
  generation_id: z.string().max(1024).optional().meta({ description: 'Only events of this generation.' }),
  received_from: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: 'Only what came in at this instant or later.' }),
  received_to: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: 'Only what came in before this instant.' }),
  search: z
    .string()
    .max(256)
    .optional()
    .meta({ description: 'Only those with this text in their path, message or event id.' }),
};

const rejectedEventsFilter = z.object(filters);

export type RejectedEventsFilter = z.output<typeof rejectedEventsFilter>;

export const rejectedEventsQuery = z.object({
  status: z
    .enum([...rejectedStatuses, 'all'])
    .default('open')
    .meta({ description: 'Only those in this state.' }),
  ...filters,
  limit: z.coerce.number().int().min(1).max(1000).default(50).meta({ description: 'At most so many.' }),
  cursor: z.string().max(512).optional().meta({ description: '`next_cursor` of the page before.' }),
});

export type RejectedEventsQuery = z.output<typeof rejectedEventsQuery>;

const { code: _, ...filtersOfCounts } = filters;
export const rejectedCountsQuery = z.object(filtersOfCounts);

export type RejectedCountsQuery = z.output<typeof rejectedCountsQuery>;

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
    status: z.enum(rejectedStatuses).meta({ description: statusMeaning }),
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

export const rejectedEventDetails = z
  .object({
    ...rejectedEvent.shape,
    stored_event: eventAnswer.nullable().meta({
      description:
        'The stored event with the same source and id, which counts in place of this one; null if there is none.',
    }),
  })
  .meta({
    id: 'RejectedEventDetails',
    description: 'A rejected event, and the event that it conflicts with.',
  });

export type RejectedEventDetails = z.output<typeof rejectedEventDetails>;

export const rejectedCounts = z
  .object({
    items: z
      .array(
        z.object({
          status: z.enum(rejectedStatuses).meta({ description: statusMeaning }),
          code: z.string().meta({ description: 'Why they were rejected.' }),
          count: z.int().meta({ description: 'How many there are.' }),
        }),
      )
      .meta({ description: 'One for each status and code that there is, the most frequent first.' }),
  })
  .meta({ id: 'RejectedEventCounts', description: 'How many events were rejected, and why.' });

export type RejectedCounts = z.output<typeof rejectedCounts>;

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

export const dismissRequest = z
  .strictObject({
    ...filters,
    code: z.array(z.string().max(64)).max(32).optional().meta({ description: 'Only these codes.' }),
  })
  .meta({
    id: 'Dismiss',
    description: 'Which of the open ones to put aside; without any filter all of them.',
  });

export const dismissAnswer = z
  .object({ dismissed: z.int().meta({ description: 'How many were put aside by this request.' }) })
  .meta({ id: 'Dismissed', description: 'What became of the open ones.' });

export type DismissAnswer = z.output<typeof dismissAnswer>;
