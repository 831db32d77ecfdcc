/** Microseconds since 1970 of an RFC 3339 text: `2026-10-04T02:00:00.000001+09:30`. */
export function microseconds(text: string): number {
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  const wholeSeconds = Date.parse(text.replace(/\.\d+/, ''));
  if (Number.isNaN(wholeSeconds)) throw new Error(`not an instant: ${text}`);
  return wholeSeconds * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}
