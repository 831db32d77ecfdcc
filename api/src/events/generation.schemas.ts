import { z } from 'zod';
import { eventAnswer } from './event.schemas.ts';

const instant = z.iso.datetime();
const money = z.string().nullable();
const text = z.string().nullable();

const verdict = z.object({
  time: instant.meta({ description: 'When it was decided, UTC.' }),
  stage: text.meta({ description: 'photo, prompt, video or story.' }),
  verdict: text.meta({ description: 'allow, block or review.' }),
  policy: text.meta({ description: 'The written rule that the decision names.' }),
  classifier: text.meta({ description: 'What decided.' }),
  classifier_version: text.meta({ description: 'Version of the classifier.' }),
  score: z.number().nullable().meta({ description: 'Score from 0 to 1.' }),
  decided_by: text.meta({ description: 'automated or human.' }),
});

const costLine = z.object({
  time: instant.meta({ description: 'When it was used, UTC.' }),
  resource: z.string().meta({ description: 'What was used.' }),
  quantity: z.string().meta({ description: 'How much of it in `unit`, a decimal string.' }),
  unit: z
    .enum(['gpu_second', 'check', 'second', 'byte'])
    .meta({ description: 'What the quantity is counted in; rates are per hour, 1,000 checks or GB.' }),
  gpu_model: text.meta({ description: 'GPU that was used.' }),
  gpu_region: text.meta({ description: 'Where the GPU stands.' }),
  stage: text.meta({ description: 'Stage of the check or review that was paid for.' }),
  classifier: text.meta({ description: 'Classifier of the check that was paid for.' }),
  rate_id: z.int().nullable().meta({ description: 'The rate that counts; null = none does.' }),
  price: money.meta({ description: 'Price of that rate, in its own unit and currency.' }),
  price_currency: text.meta({ description: 'Currency of that price, ISO 4217.' }),
  cost: money.meta({ description: 'What it cost in `currency`; null = unpriced, which is not 0.' }),
});

export const generationAnswer = z
  .object({
    generation_id: z.string().meta({ description: 'Id of the generation.' }),
    currency: z.string().meta({ description: 'Currency of all money here but `price`, ISO 4217.' }),
    server_cost: money.meta({
      description: 'Sum of the priced lines; null if there are lines and none is priced.',
    }),
    ad_revenue: money.meta({ description: 'What its ad impressions earned, with adjustments.' }),
    margin: money.meta({ description: 'Ad revenue - server cost.' }),
    outcomes: z
      .object({
        requested: instant.nullable().meta({ description: 'When the request that counts was made.' }),
        shown: instant.nullable().meta({ description: 'When the clip was allowed to be shown.' }),
        kept: instant.nullable().meta({ description: 'When the creator kept it.' }),
        posted: instant.nullable().meta({ description: 'When it was allowed as a story.' }),
        shared: instant.nullable().meta({ description: 'When it was first shared.' }),
        blocked: instant.nullable().meta({ description: 'When it was first blocked before the story.' }),
      })
      .meta({ description: 'What became of it; null = it did not come to that.' }),
    verdicts: z.array(verdict).meta({ description: 'Its moderation decisions, in order.' }),
    cost_lines: z.array(costLine).meta({ description: 'Its cost line by line, in order.' }),
    events: z.array(eventAnswer).meta({ description: 'Its events, in order: the first 10,000.' }),
  })
  .meta({ id: 'Generation', description: 'Everything that is known of one generation.' });

export type GenerationAnswer = z.output<typeof generationAnswer>;
