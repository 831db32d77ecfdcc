const NAME = /^(\d{12})\.seg$/;

/** The file of a segment. */
export function segmentName(sequence: number): string {
  return `${sequence.toString().padStart(12, '0')}.seg`;
}

/** @returns undefined when it is not the name of a segment's file */
export function sequenceOf(name: string): number | undefined {
  const digits = NAME.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * The sequence of the next segment: above all before it, and not below the clock in hundredths of a second, so that it
 * does not start again when the spool's directory was lost but what came from it was not.
 * @param now milliseconds since 1970
 */
export function nextSequence(last: number, now: number): number {
  return Math.max(last + 1, Math.floor(now / 10));
}
