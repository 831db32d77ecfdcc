import { z } from 'zod';

export const sampleDataAnswer = z
  .object({
    status: z.enum(['none', 'loading', 'complete', 'failed']).meta({
      description:
        'none: never asked for; loading: under way; complete: all events are stored; failed: see `message`.',
    }),
    events_sent: z.int().meta({ description: 'Sample events sent so far.' }),
    events_total: z.int().meta({ description: 'Sample events there will be; 0 until it is known.' }),
    message: z.string().optional().meta({ description: 'Why it failed.' }),
  })
  .meta({ id: 'SampleData', description: 'How far the sample events are.' });

export type SampleDataAnswer = z.output<typeof sampleDataAnswer>;
