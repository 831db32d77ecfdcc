const DAY_MS = 86_400_000;

/** A time with a start that belongs to it and an end that does not, in milliseconds since 1970. */
export interface Span {
  start: number;
  end: number;
}

/** What happens to the sample service in the month before `until`: things that a person should find on the pages. */
export interface Story {
  /** The GPU price rises, and the margin turns negative. */
  priceRise: number;
  /** A bad version of the video classifier doubles the blocks for a day. */
  badClassifier: Span;
  /** One user floods the service. */
  flood: Span;
  /** A day on which advertisers bid little. */
  slowAdvertisers: Span;
}

/** The story of the month that ends at `until`; whole UTC days, so that it looks the same at any hour. */
export function storyUntil(until: number): Story {
  const today = Math.floor(until / DAY_MS) * DAY_MS;
  const daysAgo = (days: number): number => today - days * DAY_MS;
  return {
    priceRise: daysAgo(14),
    badClassifier: { start: daysAgo(5), end: daysAgo(4) },
    flood: { start: daysAgo(9), end: daysAgo(8) },
    slowAdvertisers: { start: daysAgo(20), end: daysAgo(19) },
  };
}

export function isWithin(time: number, span: Span): boolean {
  return time >= span.start && time < span.end;
}
