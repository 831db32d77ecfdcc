/** One event of a body before it is checked against the contract. */
export interface ParsedEvent {
  /** Its JSON text. */
  text: string;
  /** What JSON.parse made of the text; undefined when it was not parsed, because it is no JSON or too large. */
  value: unknown;
  tooLarge: boolean;
}
