import { bucketOf } from './bucket.ts';
import type { EventError } from './event-error.ts';
import { EVENT_FIELDS, type EventField, type EventShape } from './event-fields.ts';
import type { EventRow } from './event-row.ts';
import { EVENT_TYPES, type EventType } from './event-types.ts';
import { exactNumbers } from './exact-numbers.ts';
import { isAttribute } from './is-attribute.ts';
import { isSubject } from './is-subject.ts';
import { newEventRow } from './new-event-row.ts';
import { parseTime } from './parse-time.ts';
import { timeProblem } from './time-problem.ts';
import { readUserKey } from './user-key.ts';
import type { ValidationContext } from './validation-context.ts';
import { warnOfUnknownField } from './warn-of-unknown-field.ts';

/** The contract of a type, laid out so that an event is read in one pass over what it says. */
interface Shape {
  type: EventType;
  subject: EventShape['subject'];
  userRequired: boolean;
  fields: ReadonlyMap<string, EventField>;
  /** How many fields must be there, `user_id` among them. */
  required: number;
  defaults: readonly EventField[];
  oneOf: readonly EventField[];
}

function shapeOf(type: EventType): Shape {
  const { subject, userId, fields, oneOf = [] } = EVENT_FIELDS[type];
  const userRequired = userId === 'required';
  return {
    type,
    subject,
    userRequired,
    fields: new Map(fields.map((field) => [field.name, field])),
    required: fields.filter(({ required }) => required).length + (userRequired ? 1 : 0),
    defaults: fields.filter((field) => field.default !== undefined),
    oneOf: fields.filter(({ name }) => oneOf.includes(name)),
  };
}

const SHAPES: ReadonlyMap<unknown, Shape> = new Map(EVENT_TYPES.map((type) => [type, shapeOf(type)]));

/** A row whose columns are reached by their names. */
type Columns = Record<string, string | number | boolean | null>;

/**
 * The row of an event that is right. Nearly all are, so this is the way that must be fast: it looks only at what the
 * event has and does not say what is wrong. It takes exactly the events in which examineEvent finds no error.
 * @returns undefined when the event is wrong
 */
export function acceptEvent(
  event: Record<string, unknown>,
  text: string,
  context: ValidationContext,
  warnings: EventError[],
): EventRow | undefined {
  const shape = SHAPES.get(event.type);
  if (shape === undefined || event.specversion !== '1.0') return undefined;
  const { id, source, subject, time, data } = event;
  // Without an escape, JSON that was decoded from UTF-8 can write neither a NUL nor half a surrogate pair.
  const hasEscapes = text.includes('\\');
  if (!isAttribute(id, hasEscapes) || !isAttribute(source, hasEscapes)) return undefined;
  const row = newEventRow();
  row.type = shape.type;
  row.id = id;
  row.source = source;
  row.received_at = Math.floor(context.now / 1000);

  if (subject !== undefined && subject !== null && subject !== '') {
    if (shape.subject === 'none' || !isSubject(subject, hasEscapes)) return undefined;
    row.generation_id = subject;
  } else if (shape.subject === 'required') return undefined;

  const microseconds = typeof time === 'string' ? parseTime(time) : undefined;
  if (microseconds === undefined || timeProblem(microseconds, context) !== undefined) return undefined;
  row.time = microseconds;
  row.bucket = bucketOf(microseconds);

  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  return acceptData(data as Record<string, unknown>, text, shape, context, row, warnings) ? row : undefined;
}

function acceptData(
  data: Record<string, unknown>,
  text: string,
  shape: Shape,
  context: ValidationContext,
  row: EventRow,
  warnings: EventError[],
): boolean {
  const columns = row as unknown as Columns;
  for (const field of shape.defaults) columns[field.column] = field.default!;
  let missing = shape.required;
  for (const name in data) {
    const value = data[name];
    const field = shape.fields.get(name);
    if (field !== undefined) {
      const { kind } = field;
      if (value === null || (value === '' && kind.textual && !field.required)) continue;
      const stored = kind.read(value, kind.exact ? exactNumbers(text)?.[name] : undefined);
      if (stored === undefined) return false;
      columns[field.column] = stored;
      if (field.required) missing -= 1;
    } else if (name === 'user_id') {
      if (value === null || (value === '' && !shape.userRequired)) continue;
      const userKey = readUserKey(value, context);
      if (userKey === undefined) return false;
      row.event_user_key = userKey;
      if (shape.userRequired) missing -= 1;
    } else warnOfUnknownField(name, shape.type, warnings);
  }
  return (
    missing === 0 && (shape.oneOf.length === 0 || shape.oneOf.some(({ column }) => isKnown(columns[column])))
  );
}

function isKnown(value: Columns[string] | undefined): boolean {
  return value !== null && value !== '';
}
