/** The items of a SELECT, one a line: people read the SQL that an answer explains itself with. */
export function sqlList(items: readonly string[], indent = 6): string {
  const line = `\n${' '.repeat(indent)}`;
  return line + items.join(`,${line}`);
}
