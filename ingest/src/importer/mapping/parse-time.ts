import { DateTime } from 'luxon';
import { Temporal } from 'temporal-polyfill';

const EPOCH_FORMATS: Readonly<Record<string, number>> = {
  epoch_seconds: 1_000_000,
  epoch_milliseconds: 1_000,
  epoch_microseconds: 1,
};

const ISO_WITH_OFFSET = /(?:Z|[+-]\d\d(?::?\d\d)?)$/i;
const ISO_DATE = /^\d{4}-\d\d-\d\d$/;

/**
 * Makes the reader of a time column: text -> whole microseconds since 1970, or undefined for text that is no such time.
 *
 * `format` is 'iso' (RFC 3339, a blank instead of the T is fine, a bare date is its midnight), 'epoch_seconds',
 * 'epoch_milliseconds', 'epoch_microseconds', or a pattern such as 'yyyy-MM-dd HH:mm:ss' (luxon's tokens).
 * Text without an offset of its own is wall-clock time in `zone`. An hour that a clock shows twice is its first
 * passing; one that a clock skips is read as if the clock had not been changed yet.
 */
export function timeParser(format: string, zone: string): (text: string) => number | undefined {
  const microsPerUnit = EPOCH_FORMATS[format];
  if (microsPerUnit !== undefined) return (text) => epochMicros(text, microsPerUnit);
  if (format === 'iso') return (text) => isoMicros(text, zone);
  const isInstant = zone === 'UTC' || /Z|z/.test(format.replaceAll(/'[^']*'/g, ''));
  const parser = DateTime.buildFormatParser(format, { locale: 'en' });
  return (text) => {
    const parsed = DateTime.fromFormatParser(text.trim(), parser, { zone: 'utc', locale: 'en' });
    if (!parsed.isValid) return undefined;
    // Without an offset in the text, what was parsed as UTC is only what the clock on the wall showed.
    return isInstant ? parsed.toMillis() * 1000 : wallMicros(parsed.toISO({ includeOffset: false }), zone);
  };
}

/** RFC 3339 in UTC with microseconds when there are any. */
export function formatMicros(micros: number): string {
  const millis = Math.floor(micros / 1000);
  const rest = micros - millis * 1000;
  const text = new Date(millis).toISOString();
  return rest === 0 ? text : `${text.slice(0, -1)}${String(rest).padStart(3, '0')}Z`;
}

function epochMicros(text: string, microsPerUnit: number): number | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(text.trim())) return undefined;
  // Whole units and the fraction apart: a product of seconds with 6 decimals is not exact in binary.
  const [whole = '0', fraction = ''] = text.trim().split('.');
  const fractionMicros = Math.floor(Number(`0.${fraction || '0'}`) * microsPerUnit + 1e-6);
  const micros = Number(whole) * microsPerUnit + (whole.startsWith('-') ? -fractionMicros : fractionMicros);
  return Number.isSafeInteger(micros) ? micros : undefined;
}

function isoMicros(text: string, zone: string): number | undefined {
  const trimmed = text.trim();
  if (!ISO_DATE.test(trimmed) && ISO_WITH_OFFSET.test(trimmed)) {
    return attempt(() => instantMicros(Temporal.Instant.from(trimmed)));
  }
  return wallMicros(trimmed, zone);
}

function wallMicros(text: string, zone: string): number | undefined {
  return attempt(() => {
    const wall = Temporal.PlainDateTime.from(text);
    return instantMicros(wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant());
  });
}

function instantMicros(instant: Temporal.Instant): number {
  return Number(instant.epochNanoseconds / 1000n);
}

function attempt(read: () => number): number | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
