import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EVENT_COLUMNS, FACT_COLUMNS, STORED_COLUMNS } from './columns.ts';
import { EVENT_FIELDS } from './event-fields.ts';
import { newEventRow } from './new-event-row.ts';

const SQL = new URL('../../../migrations/clickhouse/001_events.sql', import.meta.url);

/** name -> type of the columns of a CREATE TABLE statement, without codecs and comments. */
function columnsOf(sql: string): Record<string, string> {
  const body = sql
    .replace(/--.*$/gm, '')
    .replace(/\s+/g, ' ')
    .replace(/ CODEC\((?:[^()]|\([^()]*\))*\)/g, '');
  const list = body.slice(body.indexOf('(') + 1, body.indexOf(') ENGINE'));
  const columns = list.split(/,(?![^(]*\))\s*(?=\w+ )/).map((column) => column.trim());
  return Object.fromEntries(
    columns
      .filter((column) => !column.startsWith('INDEX'))
      .map((column) => /^(\w+) (.+)$/.exec(column)!.slice(1) as [string, string]),
  );
}

test('the list of columns is the table of the migration: same names, same types, same order', () => {
  const expected = columnsOf(readFileSync(SQL, 'utf8'));
  expect(Object.keys(expected).length).toBeGreaterThan(60);
  expect(Object.entries(STORED_COLUMNS)).toEqual(Object.entries(expected));
});

test('an event row has exactly the columns that are its own, and they are all unknown at first', () => {
  expect(Object.keys(newEventRow())).toEqual(Object.keys(EVENT_COLUMNS));
  for (const [name, type] of Object.entries(EVENT_COLUMNS)) {
    const value = newEventRow()[name as keyof typeof EVENT_COLUMNS];
    if (type.startsWith('Nullable')) expect(value, name).toBeNull();
    else if (type.includes('String')) expect(value, name).toBe('');
  }
  expect(Object.keys(FACT_COLUMNS).filter((name) => name in EVENT_COLUMNS)).toEqual([]);
});

test('every field is stored in a column of its kind', () => {
  for (const { fields } of Object.values(EVENT_FIELDS)) {
    for (const { kind, column, name } of fields) {
      const type = EVENT_COLUMNS[column];
      if (kind.textual) expect(type, name).toMatch(/String/);
      else if (kind.exact) expect(type, name).toBe('Nullable(Decimal(38, 18))');
      else expect(type, name).toMatch(/^Nullable\((U?Int\d+|Float64|Bool)\)$/);
    }
  }
});
