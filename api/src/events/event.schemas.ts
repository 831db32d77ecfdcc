import { EVENT_TYPES } from '@breakeven/ingest/contract/event-types';
import { z } from 'zod';

const unknownIsNull = z.string().nullable();

export const eventAnswer = z
  .object({
    source: z.string().meta({ description: 'What sent the event.' }),
    id: z.string().meta({ description: 'With `source` the identity of the event.' }),
    type: z.enum(EVENT_TYPES).meta({ description: 'What happened.' }),
    time: z.iso.datetime().meta({ description: 'When it happened, UTC, to the microsecond.' }),
    received_at: z.iso.datetime().meta({ description: 'When it came in, UTC.' }),
    generation_id: unknownIsNull.meta({ description: 'Its generation; null if it belongs to none.' }),
    data: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
      .meta({ description: 'The fields that it came with; `user_key` in place of `user_id`.' }),
    generation: z
      .object({
        requested_at: unknownIsNull.meta({
          description: 'When the generation was requested; null = not known.',
        }),
        country: unknownIsNull.meta({ description: 'Country of the creator.' }),
        platform: unknownIsNull.meta({ description: 'Platform of the creator.' }),
        app_version: unknownIsNull.meta({ description: 'Version of the app.' }),
        surface: unknownIsNull.meta({ description: 'Place in the app.' }),
        variant: unknownIsNull.meta({ description: 'Experiment arm.' }),
        model: unknownIsNull.meta({
          description: 'Model of the last attempt that names one, else the requested one.',
        }),
        user_key: unknownIsNull.meta({ description: 'Pseudonym of the creator.' }),
        photo_hash: unknownIsNull.meta({ description: 'Hash of the photo.' }),
        prompt_hash: unknownIsNull.meta({ description: 'Hash of the prompt.' }),
      })
      .nullable()
      .meta({ description: 'What holds for all events of its generation; null if it belongs to none.' }),
  })
  .meta({ id: 'Event', description: 'A stored event.' });

export type EventAnswer = z.output<typeof eventAnswer>;

export const eventsAnswer = z
  .object({
    items: z.array(eventAnswer).meta({ description: 'Events, the newest first.' }),
    next_cursor: z
      .string()
      .nullable()
      .meta({ description: '`cursor` of the next page; null = this is the last one.' }),
  })
  .meta({ id: 'Events', description: 'A page of stored events.' });

export type EventsAnswer = z.output<typeof eventsAnswer>;
