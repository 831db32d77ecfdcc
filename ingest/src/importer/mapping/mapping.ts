import { IANAZone } from 'luxon';
import { z } from 'zod';
import { EVENT_TYPES } from '../../contract/event-types.ts';

const columnName = z.string().min(1);
const text = z.string().min(1);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const condition = z
  .strictObject({
    column: columnName,
    equals: z.string().optional(),
    not: z.string().optional(),
    in: z.array(z.string()).min(1).optional(),
    not_in: z.array(z.string()).min(1).optional(),
    empty: z.boolean().optional(),
  })
  .refine((one) => ['equals', 'not', 'in', 'not_in', 'empty'].filter((word) => word in one).length === 1, {
    message: 'needs exactly one of "equals", "not", "in", "not_in", "empty" beside "column"',
  });

const fromConstant = z.strictObject({ value: scalar });
const fromTemplate = z.strictObject({ template: text });
const fromColumn = z.strictObject({
  column: columnName,
  map: z.record(z.string(), scalar).optional(),
  default: scalar.optional(),
  scale: z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]).optional(),
  round: z.boolean().optional(),
});

const fieldValue = z.union([fromConstant, fromTemplate, fromColumn], {
  error: `must be {"value": …}, {"template": "…\${column}…"} or {"column": "…"} with optional "map", "default", "scale", "round"`,
});

const name = z.union([text, z.strictObject({ column: columnName })], {
  error: `must be a template such as "row-\${row}", or {"column": "…"}`,
});

const time = z.strictObject({
  column: columnName,
  format: text.default('iso'),
  zone: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone), {
      error: 'is not an IANA time zone such as "Asia/Kathmandu"',
    })
    .default('UTC'),
  plus_seconds: z.strictObject({ column: columnName }).optional(),
});

const event = z.strictObject({
  type: z.enum(EVENT_TYPES, { error: `must be one of ${EVENT_TYPES.join(', ')}` }),
  when: z.array(condition).optional(),
  id: name,
  subject: name.optional(),
  time,
  data: z.record(z.string(), fieldValue),
});

/** How the rows of a CSV or Parquet file become events; docs/examples/README.md explains it with examples. */
export const mappingSchema = z.strictObject({
  description: z.string().optional(),
  source: text,
  delimiter: z.string().length(1).default(','),
  empty: z.array(z.string()).default([]),
  events: z.array(event).min(1),
});

export type Mapping = z.infer<typeof mappingSchema>;
export type EventMapping = z.infer<typeof event>;
export type Condition = z.infer<typeof condition>;
export type FieldValue = z.infer<typeof fieldValue>;
export type Name = z.infer<typeof name>;
export type TimeMapping = z.infer<typeof time>;
