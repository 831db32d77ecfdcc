import type fc from 'fast-check';
import { EVENT_COLUMNS } from '../../contract/columns.ts';
import { EVENT_FIELDS } from '../../contract/event-fields.ts';
import type { EventRow } from '../../contract/event-row.ts';
import { newEventRow } from '../../contract/new-event-row.ts';
import { arbitraryRow } from './arbitrary-row.ts';

const ALL_FIELDS = Object.values(EVENT_FIELDS).flatMap(({ fields }) => fields.map(({ column }) => column));

/** Events of all types with any values in the columns that their type has; for tests. */
export const arbitraryEvent: fc.Arbitrary<EventRow> = arbitraryRow<EventRow>(EVENT_COLUMNS, newEventRow).map(
  (row) => {
    const own = new Set(EVENT_FIELDS[row.type].fields.map(({ column }) => column));
    const others = ALL_FIELDS.filter((column) => !own.has(column));
    const defaults = newEventRow();
    return { ...row, ...Object.fromEntries(others.map((column) => [column, defaults[column]])) };
  },
);
