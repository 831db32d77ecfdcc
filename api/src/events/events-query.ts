import { EVENT_TYPES } from '@breakeven/ingest/contract/event-types';
import { z } from 'zod';
import { reportQuerySchema } from '../reports/report-query.ts';

const { start, end, time_zone } = reportQuerySchema.shape.time_range.shape;
const { filters } = reportQuerySchema.shape;

/** A list that a query string carries as `type=a&type=b`, or as one `type=a`. */
const types = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : value),
  z.array(z.enum(EVENT_TYPES)),
);

/** The filters of a query as JSON, because a query string has no form for a list of objects. */
const filtersAsJson = z.string().transform((text, context): z.output<typeof filters> => {
  const result = filters.safeParse(parse(text));
  if (result.success) return result.data;
  for (const { path, message } of result.error.issues) context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // no list, and the schema says so
  }
}

export const eventsQuery = z.object({
  start: start
    .optional()
    .meta({ description: 'First instant, or first day in the time zone; absent = from the beginning.' }),
  end: end
    .optional()
    .meta({ description: 'Instant, or day, that is no longer in the range; absent = to the end.' }),
  time_zone: time_zone.meta({ description: "IANA name; the workspace's own if absent." }),
  type: types.optional().meta({ description: 'Only events of this type; may be given more than once.' }),
  generation_id: z
    .string()
    .min(1)
    .max(128)
    .optional()
    .meta({ description: 'Only events of this generation.' }),
  filters: filtersAsJson.optional().meta({
    description: 'Filters as in a query, as JSON.',
    example: '[{"dimension":"country","operator":"in","values":["DE",null]}]',
  }),
  limit: z.coerce.number().int().min(1).max(1000).default(100).meta({ description: 'At most so many.' }),
  cursor: z.string().max(4096).optional().meta({ description: '`next_cursor` of the page before.' }),
});

export type EventsQuery = z.output<typeof eventsQuery>;
