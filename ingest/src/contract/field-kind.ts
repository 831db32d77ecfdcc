/** What a field may hold and how it is stored. */
export interface FieldKind {
  /** What would be right, as words that follow 'must be'. */
  expected: string;
  /** A text: given as '' it means that it is not known. */
  textual: boolean;
  /** An event with such a field needs the digits of its numbers as they were written. */
  exact?: true;
  /**
   * @param value the value as parsed from JSON; neither null nor absent
   * @param literal the digits of a number as they were written, where a double may have lost some
   * @returns the value to store, or undefined when the value is not right
   */
  read(value: unknown, literal?: string): string | number | boolean | undefined;
}
