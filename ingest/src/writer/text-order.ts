/**
 * Compares two texts by their bytes in UTF-8, the order in which ClickHouse sorts strings and in which the contract
 * orders events of the same time. JS compares UTF-16 units, which sorts characters outside the basic plane too low.
 * @returns below 0, 0 or above 0
 */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let index = 0; index < shorter; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Surrogates (of characters from U+10000 on) rank after all other units. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
