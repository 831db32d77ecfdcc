/** What costs money. */
export type Resource = 'gpu' | 'moderation_check' | 'human_review' | 'delivery' | 'storage';

/** One price of the rate card, as every reader of prices sees it. */
export interface Rate {
  /** Grows with every added rate: of two like rates the higher id was added later and wins. */
  id: number;
  resource: Resource;
  /** The dimensions that a usage must have for this price; an absent key matches all. */
  match: Readonly<Record<string, string>>;
  unit: string;
  /** Price of one unit in `currency`, a decimal string. */
  price: string;
  /** ISO 4217. */
  currency: string;
  /** Storage only: how many months a stored clip is paid for, a decimal string; null = 1. */
  months: string | null;
  /** A 15-minute mark, in milliseconds since 1970. */
  validFrom: number;
  /** Milliseconds since 1970. */
  createdAt: number;
}
