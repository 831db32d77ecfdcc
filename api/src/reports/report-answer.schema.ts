import { z } from 'zod';
import { grains } from './grain.ts';

const value = z.union([z.string(), z.number(), z.null()]);
const rows = z
  .array(z.array(value))
  .describe(
    'In the order of the columns. Money and times are texts, counts and ratios numbers; null is unknown (dimensions) or undefined, such as 0/0 or a cost of which nothing has a price.',
  );
const totals = z
  .record(z.string(), value)
  .describe('Each metric over the whole range, whatever the limit; ratios as ratio of sums.');
const timeRange = z
  .object({
    start: z.string().describe('First instant, RFC 3339 with the offset of the time zone.'),
    end: z.string().describe('First instant that is no longer in the range.'),
    grain: z.enum(grains).optional().describe('How long one row is; absent: the whole range.'),
    time_zone: z.string().describe('IANA name.'),
  })
  .meta({ id: 'AnsweredTimeRange', description: 'The range as it was understood.' });

/** The answer of POST /v1/query, for the OpenAPI document. */
export const reportAnswerSchema = z
  .object({
    columns: z
      .array(
        z.object({
          name: z.string().describe('time, or the name of a dimension or metric.'),
          kind: z.enum(['time', 'dimension', 'metric']).describe('What the values of the column are.'),
          unit: z
            .string()
            .optional()
            .describe('Of metrics: the currency (ISO 4217) of money, else count, seconds or ratio.'),
        }),
      )
      .describe('What the values of each row are, in order.'),
    rows,
    totals,
    comparison: z
      .object({ time_range: timeRange, rows, totals })
      .optional()
      .describe(
        'With `compare_to`: the same columns for the earlier range. If a limit cut off groups, those of `rows`.',
      ),
    meta: z
      .object({
        complete_until: z.iso
          .datetime()
          .describe('Every event acknowledged before this instant is in the answer.'),
        unpriced_share: z
          .number()
          .describe(
            'Part of the usage lines (one per event and resource) of the range and filters without a price.',
          ),
        late_share: z
          .number()
          .describe(
            'Part of the events of the range and filters received more than an hour after they happened; imports of history (`backfill=true`) do not count as late.',
          ),
        rate_version: z.int().describe('Grows with every added rate or exchange rate.'),
        table: z.string().describe('What was read: the settled totals, or views of single lines.'),
        table_reason: z.string().describe('Why: rolled_up, or what the settled totals cannot answer.'),
        elapsed_ms: z.int().describe('How long the answer took, in milliseconds.'),
        rows_read: z.int().describe('Rows that the store read.'),
        currency: z.string().describe('ISO 4217: what money is answered in.'),
        time_range: timeRange,
      })
      .describe('What one has to know to trust the answer.'),
    sql: z.string().optional().describe('With `explain`.'),
    sql_parameters: z.record(z.string(), z.unknown()).optional().describe('With `explain`.'),
  })
  .meta({ id: 'ReportAnswer' });
