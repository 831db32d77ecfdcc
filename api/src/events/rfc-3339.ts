/** An instant (microseconds since 1970) as RFC 3339 in UTC, with as many decimals as it needs. */
export function rfc3339(microseconds: number): string {
  const seconds = Math.floor(microseconds / 1_000_000);
  const decimals = String(microseconds - seconds * 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '');
  const text = new Date(seconds * 1000).toISOString().slice(0, -'.000Z'.length);
  return `${text}${decimals && `.${decimals}`}Z`;
}
