import { z } from 'zod';
import { currency } from '../common/currency.ts';
import { decimalString, positiveDecimalString } from '../common/decimal-string.ts';
import { quarterHour } from './quarter-hour.ts';

const matchText = z.string().min(1).max(256);
const stage = z.enum(['photo', 'prompt', 'video', 'story']).meta({ description: 'Moderation stage.' });

const terms = {
  price: decimalString.meta({
    description:
      'Price of one unit, a decimal string with at most 18 decimals; "0" is a price, not a missing one.',
    example: '3.99',
  }),
  currency: currency.meta({ description: 'Currency of the price, ISO 4217.', example: 'USD' }),
  valid_from: quarterHour.meta({
    description: 'From when on the price holds: an RFC 3339 time on a 15-minute mark.',
    format: 'date-time',
    example: '2026-10-01T00:00:00Z',
  }),
};

const gpuMatch = z
  .strictObject({
    gpu_model: matchText.optional().meta({ description: 'Only GPUs of this model.', example: 'H100' }),
    gpu_region: matchText.optional().meta({ description: 'Only GPUs in this region.', example: 'eu-west' }),
  })
  .default({})
  .meta({ description: 'What the usage must have for this price; an absent key matches all.' });

const checkMatch = z
  .strictObject({
    stage: stage.optional().meta({ description: 'Only checks at this stage.' }),
    classifier: matchText
      .optional()
      .meta({ description: 'Only checks by this classifier.', example: 'nsfw-image' }),
  })
  .default({})
  .meta({ description: 'What the usage must have for this price; an absent key matches all.' });

const reviewMatch = z
  .strictObject({ stage: stage.optional().meta({ description: 'Only reviews at this stage.' }) })
  .default({})
  .meta({ description: 'What the usage must have for this price; an absent key matches all.' });

const noMatch = z
  .strictObject({})
  .default({})
  .meta({ description: 'Nothing: this resource has one price for all.' });

/** A rate to add. Which unit and which match keys are right depends on the resource. */
export const newRate = z
  .discriminatedUnion('resource', [
    z
      .strictObject({
        resource: z.literal('gpu').meta({ description: 'GPU time of attempts.' }),
        match: gpuMatch,
        unit: z.literal('gpu_hour').meta({ description: 'GPU-seconds / 3600.' }),
        ...terms,
      })
      .meta({ id: 'NewGpuRate' }),
    z
      .strictObject({
        resource: z.literal('moderation_check').meta({ description: 'Automated moderation decisions.' }),
        match: checkMatch,
        unit: z.literal('1000_checks').meta({ description: 'Automated decisions / 1000.' }),
        ...terms,
      })
      .meta({ id: 'NewModerationCheckRate' }),
    z
      .strictObject({
        resource: z.literal('human_review').meta({ description: 'Time of human reviewers.' }),
        match: reviewMatch,
        unit: z.literal('hour').meta({ description: 'Review seconds / 3600.' }),
        ...terms,
      })
      .meta({ id: 'NewHumanReviewRate' }),
    z
      .strictObject({
        resource: z.literal('delivery').meta({ description: 'Bytes delivered to viewers.' }),
        match: noMatch,
        unit: z.literal('GB').meta({ description: 'Delivered bytes / 10^9.' }),
        ...terms,
      })
      .meta({ id: 'NewDeliveryRate' }),
    z
      .strictObject({
        resource: z.literal('storage').meta({ description: 'Bytes of the clips that attempts made.' }),
        match: noMatch,
        unit: z.literal('GB_month').meta({ description: 'Bytes / 10^9, times `months`.' }),
        ...terms,
        months: z
          .union([positiveDecimalString, z.int().min(1).max(1200)])
          .optional()
          .meta({
            description:
              'How many months a stored clip is paid for: a whole number or a decimal string above 0; absent = 1.',
            example: 12,
          }),
      })
      .meta({ id: 'NewStorageRate' }),
  ])
  .meta({ id: 'NewRate', description: 'A price to add to the rate card.' });

export type NewRate = z.output<typeof newRate>;

/** A rate as the API answers it. */
export const rateAnswer = z
  .object({
    id: z.int().meta({ description: 'Grows with every added rate; of two like rates the higher id wins.' }),
    resource: z
      .enum(['gpu', 'moderation_check', 'human_review', 'delivery', 'storage'])
      .meta({ description: 'What the rate prices.' }),
    match: z
      .record(z.string(), z.string())
      .meta({ description: 'What the usage must have for this price; an absent key matches all.' }),
    unit: z
      .enum(['gpu_hour', '1000_checks', 'hour', 'GB', 'GB_month'])
      .meta({ description: 'The unit that the price is for.' }),
    price: z.string().meta({ description: 'Price of one unit, a decimal string.', example: '3.99' }),
    currency: z.string().meta({ description: 'Currency of the price, ISO 4217.', example: 'USD' }),
    months: z
      .string()
      .optional()
      .meta({ description: 'Storage only: months that a stored clip is paid for; absent = 1.' }),
    valid_from: z.iso.datetime().meta({ description: 'From when on the price holds, UTC.' }),
    created_at: z.iso.datetime().meta({ description: 'When the rate was added, UTC.' }),
  })
  .meta({ id: 'Rate', description: 'One price of the rate card. A rate is never edited.' });

export type RateAnswer = z.output<typeof rateAnswer>;

export const rateVersion = z.int().meta({ description: 'Grows with every added rate or exchange rate.' });

export const ratesAnswer = z
  .object({
    items: z
      .array(rateAnswer)
      .meta({ description: 'All rates with their history, in the order they were added.' }),
    rate_version: rateVersion,
  })
  .meta({ id: 'Rates', description: 'The rate card.' });

export const addedRatesAnswer = z
  .object({
    items: z.array(rateAnswer).meta({ description: 'The rates that were added.' }),
    rate_version: rateVersion,
  })
  .meta({ id: 'AddedRates', description: 'What was added to the rate card.' });

export const ratePreview = z
  .object({
    months: z
      .array(
        z.object({
          month: z.string().meta({ description: 'Calendar month in UTC.', example: '2026-10' }),
          resource: z.string().meta({ description: 'What the rates price.' }),
          cost_now: z
            .string()
            .nullable()
            .meta({ description: 'Cost with the rates of today, a decimal string; null = all unpriced.' }),
          cost_then: z
            .string()
            .nullable()
            .meta({ description: 'Cost if the rates were added, a decimal string; null = all unpriced.' }),
          currency: z.string().meta({ description: 'Currency of both costs, ISO 4217.' }),
        }),
      )
      .meta({
        description:
          'Every month with usage since the first `valid_from`, for each resource that the rates price.',
      }),
  })
  .meta({ id: 'RatePreview', description: 'What the cost of each month would become. Nothing is saved.' });

export type RatePreview = z.output<typeof ratePreview>;
