import { expect, test } from 'vitest';
import { splitStatements } from './split-statements.ts';

test('a file is split at the semicolons that end statements, and at no others', () => {
  const sql = `
    -- a comment; with a semicolon
    CREATE TABLE a (b String DEFAULT 'x;y'); /* another; one */
    INSERT INTO a VALUES ('it''s; -- no comment', "c;d", \`e;f\`, 'back\\'slash;');
    ;
    SELECT 1 - -1`;
  expect(splitStatements(sql)).toEqual([
    "CREATE TABLE a (b String DEFAULT 'x;y')",
    "INSERT INTO a VALUES ('it''s; -- no comment', \"c;d\", `e;f`, 'back\\'slash;')",
    'SELECT 1 - -1',
  ]);
});

test('a file of comments holds no statement', () => {
  expect(splitStatements('-- nothing\n/* here */')).toEqual([]);
});
