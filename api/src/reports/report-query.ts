import { z } from 'zod';
import { currency } from '../common/currency.ts';
import { timeZone } from '../common/time-zone.ts';
import { grains } from './grain.ts';

const moment = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?$/i,
    'must be a date such as "2026-10-01" (midnight in the time zone) or an instant such as "2026-10-01T06:00:00Z"',
  );

/**
 * The body of POST /v1/query: the one question that pages, exports, alerts and saved views ask.
 * Names of metrics and dimensions are those of the catalog; whether they fit together is checked later.
 */
export const reportQuerySchema = z
  .strictObject({
    metrics: z.array(z.string()).min(1).max(50).describe('Names of metrics, in the order of the columns.'),
    dimensions: z
      .array(z.string())
      .max(6)
      .default([])
      .describe('Names of dimensions to split by, in the order of the columns.'),
    time_range: z
      .strictObject({
        start: moment.describe('First instant, or first day in the time zone.'),
        end: moment.describe('Instant, or day in the time zone, that is no longer in the range.'),
        grain: z.enum(grains).optional().describe('One row per this long; absent: one row per group.'),
        time_zone: timeZone.optional().describe("IANA name; the workspace's own if absent."),
      })
      .describe('From start to before end.'),
    time_basis: z
      .enum(['event', 'generation'])
      .default('event')
      .describe(
        'event: booked when it happened. generation: booked when its generation was requested (cohorts).',
      ),
    filters: z
      .array(
        z.strictObject({
          dimension: z.string().describe('Name of a dimension.'),
          operator: z.enum(['in', 'not_in']).describe('Whether the value is, or is not, one of `values`.'),
          values: z
            .array(z.union([z.string().max(512), z.null()], 'must be a text or null (= unknown)'))
            .min(1)
            .max(1000)
            .describe(
              'null stands for unknown, a value like any other: not_in keeps it unless it is listed.',
            ),
        }),
      )
      .max(50)
      .default([])
      .describe('What counts must pass all of them.'),
    compare_to: z
      .enum(['previous_period', 'previous_year'])
      .optional()
      .describe(
        'previous_period: as many calendar months before if the range is whole months, else as many days if it is whole days; whole days and a part of the last one: the days before up to the same time; else as long.',
      ),
    order_by: z
      .array(
        z.strictObject({
          field: z.string().describe('A column of this query: time, a dimension or a metric.'),
          direction: z
            .enum(['asc', 'desc'])
            .default('asc')
            .describe('From low to high, or from high to low.'),
        }),
      )
      .max(10)
      .optional()
      .describe('By time, then the first metric from high to low if absent. Unknown values come last.'),
    limit: z.int().min(1).max(100_000).optional().describe('At most so many rows; totals are over all.'),
    currency: currency.optional().describe("ISO 4217; the workspace's own if absent."),
    explain: z.boolean().default(false).describe('Adds the SQL and its parameters.'),
  })
  .meta({ id: 'ReportQuery' });

export type ReportQuery = z.infer<typeof reportQuerySchema>;
