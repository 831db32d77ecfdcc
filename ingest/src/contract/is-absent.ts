/** JSON has two ways to say that a field is not there, and both mean the same to us. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}
