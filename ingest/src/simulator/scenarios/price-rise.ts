import type { Story } from './story.ts';

/** A dated price as `POST /v1/rates` takes it. */
export interface Rate {
  resource: 'gpu' | 'moderation_check' | 'human_review' | 'delivery' | 'storage';
  match?: Record<string, string>;
  unit: string;
  price: string;
  currency: string;
  valid_from: string;
}

/** The price of an H100, in USD an hour: list prices of two vendors, the dearer one from the rise on. */
export const H100_PRICE = { before: '3.99', after: '6.88' } as const;

/** The GPU price before the rise and after it, as two dated rates. */
export function h100Rates(story: Story, validFrom: string): Rate[] {
  const rate = { resource: 'gpu', match: { gpu_model: 'H100' }, unit: 'gpu_hour', currency: 'USD' } as const;
  return [
    { ...rate, price: H100_PRICE.before, valid_from: validFrom },
    { ...rate, price: H100_PRICE.after, valid_from: new Date(story.priceRise).toISOString() },
  ];
}
