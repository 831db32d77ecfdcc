import type { PriceSheet } from '../price-sheet.ts';
import type { SqlParameters } from '../sql-parameters.ts';
import { type PriceExpressions, priceExpressions } from './price-expressions.ts';

/**
 * Prices of usage by its columns resource, gpu_model, gpu_region, price_stage and price_classifier: the first rate that
 * matches and is valid counts. A match key that a rate does not have is '' and matches all; a key that it has is never
 * '', so a rate for one GPU never prices an unknown one.
 */
export function usagePrices({ rates, usage }: PriceSheet, parameters: SqlParameters): PriceExpressions {
  const keys = [
    parameters.addArray(
      'rate_resource',
      'String',
      rates.map(({ resource }) => resource),
    ),
    parameters.addArray(
      'rate_gpu_model',
      'String',
      rates.map(({ match }) => match.gpu_model ?? ''),
    ),
    parameters.addArray(
      'rate_gpu_region',
      'String',
      rates.map(({ match }) => match.gpu_region ?? ''),
    ),
    parameters.addArray(
      'rate_stage',
      'String',
      rates.map(({ match }) => match.stage ?? ''),
    ),
    parameters.addArray(
      'rate_classifier',
      'String',
      rates.map(({ match }) => match.classifier ?? ''),
    ),
    parameters.addArray(
      'rate_valid_from',
      'UInt32',
      rates.map(({ validFrom }) => validFrom / 1000),
    ),
  ];
  const rate = `arrayFirstIndex(
          (r, m, g, s, c, f) -> r = resource AND f <= price_period
            AND (m = '' OR m = gpu_model) AND (g = '' OR g = gpu_region)
            AND (s = '' OR s = price_stage) AND (c = '' OR c = price_classifier),
          ${keys.join(', ')})`;
  return priceExpressions('usage', usage, rate, parameters);
}
