/** What a person has made of the text of an event: nothing yet, another event, or something that is none. */
export type Mended =
  | { kind: 'unchanged' }
  | { kind: 'event'; event: Record<string, unknown> }
  | { kind: 'wrong'; why: string };

/** The text of an event as a person can read and edit it: laid out if it is JSON, else as it came. */
export function readable(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}

/** @param text what stands in the editor */
export function mendedEvent(payload: string, text: string): Mended {
  if (text === readable(payload)) return { kind: 'unchanged' };
  try {
    const event: unknown = JSON.parse(text);
    if (typeof event === 'object' && event !== null && !Array.isArray(event)) {
      return { kind: 'event', event: event as Record<string, unknown> };
    }
    return { kind: 'wrong', why: 'An event is one JSON object: { … }.' };
  } catch (error) {
    return { kind: 'wrong', why: `This is not JSON: ${(error as Error).message}.` };
  }
}
