import { describeValue, nameValue } from './describe-value.ts';
import { ENVELOPE_LIMITS } from './envelope-limits.ts';
import type { EventError } from './event-error.ts';
import type { EventShape } from './event-fields.ts';
import type { EventRow } from './event-row.ts';
import { EVENT_TYPES } from './event-types.ts';
import { isAbsent } from './is-absent.ts';
import { isAttribute } from './is-attribute.ts';
import { isSubject } from './is-subject.ts';
import { parseTime } from './parse-time.ts';
import { timeProblem } from './time-problem.ts';
import type { ValidationContext } from './validation-context.ts';

const { attribute: MAX_ATTRIBUTE, subject: MAX_SUBJECT } = ENVELOPE_LIMITS;
const TIME_EXPECTED = 'an RFC 3339 time such as 2026-10-01T12:00:00Z';

/**
 * Checks the CloudEvents attributes and puts them on the row. Extension attributes are allowed and ignored.
 * @param subject the rule of the event's type; undefined when the type is not known
 */
export function validateEnvelope(
  event: Record<string, unknown>,
  subject: EventShape['subject'] | undefined,
  context: ValidationContext,
  row: EventRow,
  errors: EventError[],
): void {
  if (event.specversion !== '1.0') {
    refuse(errors, 'specversion', event.specversion, '"1.0"', describeValue);
  }
  row.id = readAttribute(event, 'id', errors);
  row.source = readAttribute(event, 'source', errors);
  if (subject === undefined) {
    if (isAbsent(event.type)) refuse(errors, 'type', undefined, 'one of the event types', nameValue);
    else {
      const message = `type ${describeValue(event.type)} is not known; it must be one of ${EVENT_TYPES.join(', ')}.`;
      errors.push({ code: 'unknown_type', path: 'type', message });
    }
  } else if (subject === 'none') {
    if (!isAbsent(event.subject) && event.subject !== '') {
      refuse(
        errors,
        'subject',
        event.subject,
        'absent, because this type belongs to no generation',
        nameValue,
      );
    }
  } else row.generation_id = readSubject(event.subject, subject, errors);
  validateTime(event.time, context, row, errors);
}

function readAttribute(event: Record<string, unknown>, path: 'id' | 'source', errors: EventError[]): string {
  const value = event[path];
  if (isAttribute(value, true)) return value;
  refuse(
    errors,
    path,
    value,
    `a text of 1 to ${MAX_ATTRIBUTE} characters without NUL or broken surrogate pairs`,
    describeText,
  );
  return '';
}

function readSubject(value: unknown, rule: 'required' | 'optional', errors: EventError[]): string {
  if (rule === 'optional' && (isAbsent(value) || value === '')) return '';
  if (isSubject(value, true)) return value;
  const expected = `the generation id, a text of 1 to ${MAX_SUBJECT} characters without NUL or broken surrogate pairs`;
  refuse(errors, 'subject', value, expected, describeText);
  return '';
}

function validateTime(value: unknown, context: ValidationContext, row: EventRow, errors: EventError[]): void {
  const time = typeof value === 'string' ? parseTime(value) : undefined;
  if (time === undefined) {
    refuse(errors, 'time', value, TIME_EXPECTED, describeValue);
    return;
  }
  const { now, maxEventAgeDays } = context;
  const problem = timeProblem(time, context);
  if (problem === 'before_1970') refuse(errors, 'time', value, 'after 1970-01-01T00:00:00Z', describeValue);
  else if (problem === 'in_future') {
    const message = `time ${describeValue(value)} is more than 10 minutes in the future; here it is ${new Date(now).toISOString()}.`;
    errors.push({ code: 'in_future', path: 'time', message });
  } else if (problem === 'too_old') {
    const message = `time ${describeValue(value)} is older than ${maxEventAgeDays} days; only an import may bring older events.`;
    errors.push({ code: 'too_old', path: 'time', message });
  }
  row.time = time;
}

/** Long texts are named by their length: what is wrong with them is not at their beginning. */
function describeText(value: unknown): string {
  return typeof value === 'string' && value.length > MAX_SUBJECT
    ? `a text of ${value.length}`
    : describeValue(value);
}

function refuse(
  errors: EventError[],
  path: string,
  value: unknown,
  expected: string,
  describe: (value: unknown) => string,
): void {
  if (isAbsent(value))
    errors.push({ code: 'missing_field', path, message: `${path} is missing; it must be ${expected}.` });
  else
    errors.push({
      code: 'invalid_value',
      path,
      message: `${path} must be ${expected}, not ${describe(value)}.`,
    });
}
