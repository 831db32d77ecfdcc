import type { Grain } from '../api/types.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  let one = formats.get(key);
  if (!one) {
    one = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options });
    formats.set(key, one);
  }
  return one;
}

const DAY = { day: 'numeric', month: 'short' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;

export interface BucketLabel {
  /** Under the axis. */
  tick: string;
  /** In the tooltip and the table. */
  label: string;
}

/** The names of a bucket that starts at `time` (RFC 3339), on the clock of `zone`. */
export function bucketLabel(time: string, grain: Grain, zone: string): BucketLabel {
  const at = Date.parse(time);
  const year = format(zone, { year: 'numeric' }).format(at);
  switch (grain) {
    case '15m':
    case 'hour': {
      const clock = format(zone, CLOCK).format(at);
      const day = format(zone, DAY).format(at);
      return {
        tick: clock === '00:00' ? day : clock,
        label: `${format(zone, { weekday: 'short', ...DAY }).format(at)} ${year}, ${clock}`,
      };
    }
    case 'day':
      return {
        tick: format(zone, DAY).format(at),
        label: `${format(zone, { weekday: 'short', ...DAY }).format(at)} ${year}`,
      };
    case 'week':
      return {
        tick: format(zone, DAY).format(at),
        label: `Week of ${format(zone, DAY).format(at)} ${year}`,
      };
    case 'month':
      return {
        tick: format(zone, { month: 'short' }).format(at),
        label: format(zone, { month: 'long', year: 'numeric' }).format(at),
      };
    case 'quarter': {
      const quarter = Math.floor((Number(format(zone, { month: 'numeric' }).format(at)) - 1) / 3) + 1;
      return { tick: `Q${quarter} ${year}`, label: `Quarter ${quarter} of ${year}` };
    }
    case 'year':
      return { tick: year, label: year };
  }
}
