import { Decimal } from 'decimal.js';
import type { Resource } from '../../api/types.ts';

interface ExampleInput {
  resource: Resource;
  match: Record<string, string>;
  price: string;
  currency: string;
  months: string;
}

const isAmount = (text: string) => /^\d+(\.\d+)?$/.test(text.trim());

/**
 * What a price means for one clip, so that a price off by a thousand is seen before it is saved; null as long as the
 * price is not a number.
 */
export function workedExample({ resource, match, price, currency, months }: ExampleInput): string | null {
  if (!isAmount(price)) return null;
  const amount = new Decimal(price.trim());
  const kept = isAmount(months) ? months.trim() : '1';
  const of = (value: Decimal) => `${value.toSignificantDigits(3).toFixed()} ${currency}`;
  const given = `${price.trim()} ${currency}`;
  switch (resource) {
    case 'gpu':
      return `${match.gpu_model ? `an ${match.gpu_model}`.replace(/^an (?=[^AEFHILMNORSX])/i, 'a ') : 'a GPU'} hour at ${given} means 40 GPU-seconds cost ${of(amount.times(40).dividedBy(3600))}`;
    case 'moderation_check':
      return `1,000 checks at ${given} mean one check costs ${of(amount.dividedBy(1000))}`;
    case 'human_review':
      return `an hour of review at ${given} means 30 seconds cost ${of(amount.times(30).dividedBy(3600))}`;
    case 'delivery':
      return `a GB at ${given} means a clip of 5 MB watched once costs ${of(amount.times('0.005'))}`;
    case 'storage':
      return `a GB and month at ${given} means a clip of 5 MB kept for ${kept} ${kept === '1' ? 'month' : 'months'} costs ${of(amount.times('0.005').times(kept))}`;
  }
}
