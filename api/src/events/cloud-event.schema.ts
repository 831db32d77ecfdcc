import { EVENT_TYPES } from '@breakeven/ingest/contract/event-types';
import { z } from 'zod';

/** The envelope of every event, for the OpenAPI document. What is in `data` depends on the type. */
export const cloudEvent = z
  .object({
    specversion: z.literal('1.0').meta({ description: 'Version of CloudEvents.' }),
    id: z
      .string()
      .min(1)
      .meta({ description: 'With `source` the identity of the event: sent again, it counts once.' }),
    source: z
      .string()
      .min(1)
      .meta({ description: 'What sends the event, a URI reference.', example: '/render' }),
    type: z.enum(EVENT_TYPES).meta({ description: 'What happened.' }),
    time: z.iso.datetime({ offset: true }).meta({ description: 'When it happened, RFC 3339.' }),
    subject: z
      .string()
      .min(1)
      .max(128)
      .optional()
      .meta({ description: 'The generation id. Not for `capacity.reported`; optional for ad events.' }),
    data: z.record(z.string(), z.unknown()).meta({
      description:
        'The fields of the type. `user_id` is turned into a user key before it is written anywhere.',
    }),
  })
  .meta({ id: 'CloudEvent', description: 'An event, in the form of CloudEvents 1.0.' });
