/**
 * Splits an SQL file at its semicolons into statements without comments; empty ones are left out. Semicolons and
 * comment marks inside 'strings', "names" and `names` stay.
 */
export function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let statement = '';
  for (const [token] of sql.matchAll(tokens)) {
    if (token === ';') {
      statements.push(statement.trim());
      statement = '';
    } else {
      statement += token.startsWith('--') || token.startsWith('/*') ? ' ' : token;
    }
  }
  return [...statements, statement.trim()].filter((text) => text !== '');
}

// Line comment, block comment, quoted text (a quote is escaped by a backslash or doubled), semicolon, anything else.
const tokens =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S])*"|`(?:[^`\\]|\\[\s\S])*`|;|[^-/'"`;]+|[\s\S]/g;
