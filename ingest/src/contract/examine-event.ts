import { bucketOf } from './bucket.ts';
import { nameValue } from './describe-value.ts';
import type { EventError } from './event-error.ts';
import { EVENT_FIELDS, type EventShape } from './event-fields.ts';
import type { EventType } from './event-types.ts';
import { isAbsent } from './is-absent.ts';
import { newEventRow } from './new-event-row.ts';
import { validateData } from './validate-data.ts';
import { validateEnvelope } from './validate-envelope.ts';
import type { ValidatedEvent } from './validate-event.ts';
import type { ValidationContext } from './validation-context.ts';

const SHAPES: ReadonlyMap<unknown, EventShape> = new Map(Object.entries(EVENT_FIELDS));

/** Like validateEvent, but finds everything that is wrong, at the price of a slower look at each field. */
export function examineEvent(event: unknown, text: string, context: ValidationContext): ValidatedEvent {
  const row = newEventRow();
  const errors: EventError[] = [];
  const warnings: EventError[] = [];
  row.received_at = Math.floor(context.now / 1000);
  if (!isObject(event)) {
    errors.push({
      code: 'invalid_value',
      path: '',
      message: `An event must be a JSON object, not ${nameValue(event)}.`,
    });
    return { row, errors, warnings };
  }
  const shape = SHAPES.get(event.type);
  validateEnvelope(event, shape?.subject, context, row, errors);
  if (shape === undefined) return { row, errors, warnings };
  row.type = event.type as EventType;
  row.bucket = bucketOf(row.time);

  const { data } = event;
  if (isObject(data)) validateData(data, text, context, row, errors, warnings);
  else if (isAbsent(data)) {
    errors.push({ code: 'missing_field', path: 'data', message: 'data is missing; it must be an object.' });
  } else {
    errors.push({
      code: 'invalid_value',
      path: 'data',
      message: `data must be an object, not ${nameValue(data)}.`,
    });
  }
  return { row, errors, warnings };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
