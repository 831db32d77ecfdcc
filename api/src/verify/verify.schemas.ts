import { DIFFERENCE_KINDS } from '@breakeven/ingest/verifier/difference';
import { z } from 'zod';

const instant = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .meta({ description: 'RFC 3339, or a day in UTC.' });

export const verifyRequest = z
  .object({
    from: instant,
    to: instant.meta({ description: 'Exclusive. RFC 3339, or a day in UTC.' }),
    repair: z.boolean().default(false).meta({ description: 'Whether to mend what differs.' }),
  })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
    path: ['to'],
    message: 'must be after from',
  })
  .meta({ id: 'VerifyRequest', description: 'A range whose totals are recomputed from its events.' });

export type VerifyRequest = z.output<typeof verifyRequest>;

const difference = z.object({
  kind: z.enum(DIFFERENCE_KINDS).meta({ description: 'What it is that differs.' }),
  bucket: z.iso.datetime().meta({ description: 'Start of the quarter of an hour that it is stored under.' }),
  subject: z.string().meta({ description: 'Which row of it.' }),
  found: z.string().meta({ description: 'What is stored; empty for nothing.' }),
  expected: z.string().meta({ description: 'What follows from the events; empty for nothing.' }),
});

export const verifyAnswer = z
  .object({
    status: z.enum(['none', 'running', 'complete', 'failed']).meta({
      description: 'none: not since the server started; failed: see `message`.',
    }),
    from: z.iso
      .datetime()
      .optional()
      .meta({ description: 'Start of the range; absent = none was asked for.' }),
    to: z.iso.datetime().optional().meta({ description: 'End of the range, exclusive.' }),
    repair: z.boolean().optional().meta({ description: 'Whether what differs is mended.' }),
    days_done: z.int().meta({ description: 'Days of the range that are compared.' }),
    days_total: z.int().meta({ description: 'Days of the range of which anything is stored.' }),
    counts: z
      .partialRecord(z.enum(DIFFERENCE_KINDS), z.int())
      .meta({ description: 'How many rows differ, by kind; kinds without any are left out.' }),
    differences: z.array(difference).meta({ description: 'The first of them.' }),
    message: z.string().optional().meta({ description: 'Why it failed.' }),
  })
  .meta({ id: 'Verification', description: 'How the last verification stands.' });

export type VerifyAnswer = z.output<typeof verifyAnswer>;
