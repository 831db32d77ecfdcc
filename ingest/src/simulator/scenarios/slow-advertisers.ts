import { isWithin, type Story } from './story.ts';

/** What advertisers pay at a time, as a factor of the usual price. */
export function adPriceFactor(time: number, story: Story): number {
  return isWithin(time, story.slowAdvertisers) ? 0.4 : 1;
}
