/** Whether a text survives UTF-8 and is free of NUL, which separates texts where we hash them. */
export function isPlainText(value: string): boolean {
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code === 0) return false;
    if (code >= 0xd800 && code <= 0xdfff) {
      const next = value.charCodeAt(at + 1);
      if (code >= 0xdc00 || !(next >= 0xdc00 && next <= 0xdfff)) return false;
      at += 1;
    }
  }
  return true;
}
