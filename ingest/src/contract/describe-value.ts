const MAX_QUOTED = 60;

/** A value of an event as words for a message: short values are quoted, others named by what they are. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > MAX_QUOTED ? `${value.slice(0, MAX_QUOTED)}…` : value);
  }
  return typeof value === 'object' ? nameValue(value) : String(value);
}

/** What a value is, without saying what is in it. */
export function nameValue(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}
