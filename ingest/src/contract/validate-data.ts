import { describeValue, nameValue } from './describe-value.ts';
import type { EventError } from './event-error.ts';
import { EVENT_FIELDS, type EventField, type EventShape } from './event-fields.ts';
import type { EventRow } from './event-row.ts';
import { exactNumbers } from './exact-numbers.ts';
import { isAbsent } from './is-absent.ts';
import { readUserKey, USER_ID_EXPECTED } from './user-key.ts';
import type { ValidationContext } from './validation-context.ts';
import { warnOfUnknownField } from './warn-of-unknown-field.ts';

/** What the events of one type need, looked up once. */
const KNOWN_FIELDS = new Map(
  Object.entries(EVENT_FIELDS).map(([type, { fields }]) => [
    type,
    new Set(['user_id', ...fields.map(({ name }) => name)]),
  ]),
);
const EXACT_TYPES = new Set(
  Object.entries(EVENT_FIELDS).flatMap(([type, { fields }]) =>
    fields.some(({ kind }) => kind.exact) ? [type] : [],
  ),
);

/**
 * Checks `data` against the fields of the row's type and puts it on the row.
 * @param text the JSON text of the whole event
 */
export function validateData(
  data: Record<string, unknown>,
  text: string,
  context: ValidationContext,
  row: EventRow,
  errors: EventError[],
  warnings: EventError[],
): void {
  const shape = EVENT_FIELDS[row.type];
  const known = KNOWN_FIELDS.get(row.type)!;
  const exact = EXACT_TYPES.has(row.type) ? exactNumbers(text) : undefined;
  readUser(data.user_id, shape, context, row, errors);
  for (const field of shape.fields) readField(field, data[field.name], exact?.[field.name], row, errors);
  if (shape.oneOf?.every((name) => isAbsent(data[name]) || data[name] === '')) {
    const names = shape.oneOf.map((name) => `data.${name}`).join(' or ');
    errors.push({
      code: 'missing_field',
      path: `data.${shape.oneOf[0]}`,
      message: `${names} is missing; one of them must be there.`,
    });
  }
  for (const name in data) {
    if (!known.has(name)) warnOfUnknownField(name, row.type, warnings);
  }
}

function readUser(
  userId: unknown,
  shape: EventShape,
  context: ValidationContext,
  row: EventRow,
  errors: EventError[],
): void {
  const path = 'data.user_id';
  if (isAbsent(userId) || (userId === '' && shape.userId === 'optional')) {
    if (shape.userId === 'optional') return;
    errors.push({
      code: 'missing_field',
      path,
      message: `${path} is missing; it must be ${USER_ID_EXPECTED}.`,
    });
    return;
  }
  const userKey = readUserKey(userId, context);
  if (userKey !== undefined) row.event_user_key = userKey;
  // The message says what it is, never what is in it: it is personal data.
  else {
    const wrong = userId === '' ? 'empty' : nameValue(userId);
    errors.push({
      code: 'invalid_value',
      path,
      message: `${path} must be ${USER_ID_EXPECTED}, not ${wrong}.`,
    });
  }
}

function readField(
  field: EventField,
  value: unknown,
  literal: string | undefined,
  row: EventRow,
  errors: EventError[],
): void {
  const { kind, name } = field;
  if (isAbsent(value) || (value === '' && kind.textual && !field.required)) {
    if (field.default !== undefined) store(row, field, field.default);
    else if (field.required) {
      errors.push({
        code: 'missing_field',
        path: `data.${name}`,
        message: `data.${name} is missing; it must be ${kind.expected}.`,
      });
    }
    return;
  }
  const stored = kind.read(value, literal);
  if (stored !== undefined) store(row, field, stored);
  else {
    const message = `data.${name} must be ${kind.expected}, not ${describeValue(value)}.`;
    errors.push({ code: 'invalid_value', path: `data.${name}`, message });
  }
}

/** The table of fields pairs each kind with a column of its type; a test holds the two together. */
function store(row: EventRow, field: EventField, value: string | number | boolean): void {
  (row as unknown as Record<string, unknown>)[field.column] = value;
}
