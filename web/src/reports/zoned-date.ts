/** Calendar dates are `YYYY-MM-DD`; the API turns them into instants, so nothing here decides a boundary. */
const DAY = 86_400_000;

const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** The calendar date that an instant (milliseconds) has in a time zone. */
export function dateInZone(instant: number, zone: string): string {
  let format = dateFormats.get(zone);
  if (!format) {
    // Sweden writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
    dateFormats.set(zone, format);
  }
  return format.format(instant);
}

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

export const startOfMonth = (date: string): string => `${date.slice(0, 7)}-01`;

/** Minutes past the full hour on the clock of that zone: not those of UTC in Kathmandu or Tehran. */
export function minuteInZone(instant: number, zone: string): number {
  return Number(new Intl.DateTimeFormat('en', { timeZone: zone, minute: 'numeric' }).format(instant));
}

export const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);
