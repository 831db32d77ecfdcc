import type { RateCardContent } from '../stores/rate-card.ts';
import { type PriceSheet, priceSheet } from './price-sheet.ts';

const known = new WeakMap<RateCardContent, Map<string, PriceSheet>>();

/** The price sheet of a rate card in a currency, made once: the card is a new object whenever a rate is added. */
export function knownPriceSheet(card: RateCardContent, currency: string): PriceSheet {
  const sheets = known.get(card) ?? new Map<string, PriceSheet>();
  known.set(card, sheets);
  const sheet = sheets.get(currency) ?? priceSheet(card, currency);
  sheets.set(currency, sheet);
  return sheet;
}
