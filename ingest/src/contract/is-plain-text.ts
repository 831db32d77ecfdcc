const NUL_OR_LONE_SURROGATE = /[\0\p{Surrogate}]/u;

/** Whether a text survives UTF-8 and is free of NUL, which separates texts where we hash them. */
export function isPlainText(value: string): boolean {
  return !NUL_OR_LONE_SURROGATE.test(value);
}
