import { EVENT_FIELDS } from '../../contract/event-fields.ts';
import { constant } from './compile-field.ts';
import { fieldKindOf } from './field-kind-of.ts';
import { shapeOf } from './json-value.ts';
import type { EventMapping, FieldValue, Mapping } from './mapping.ts';

/**
 * Finds what is wrong with a mapping beyond its form: fields that the contract does not know, required ones that are
 * not mapped, constants that a field can't hold, ids that would collide. One line a problem, each with its path.
 */
export function checkMapping(mapping: Mapping): string[] {
  const problems = mapping.events.flatMap((event, index) => checkEvent(event, `events[${index}]`));
  const ids = new Map<string, number>();
  for (const [index, event] of mapping.events.entries()) {
    const id = JSON.stringify(event.id);
    const earlier = ids.get(id);
    if (earlier === undefined) ids.set(id, index);
    else
      problems.push(
        `events[${index}].id: is the same as events[${earlier}].id; the events of one row need different ids`,
      );
  }
  return problems;
}

function checkEvent(event: EventMapping, path: string): string[] {
  const { subject, userId, fields, oneOf } = EVENT_FIELDS[event.type];
  const problems: string[] = [];
  const required = [
    ...(userId === 'required' ? ['user_id'] : []),
    ...fields.filter((f) => f.required).map((f) => f.name),
  ];
  if (subject === 'required' && event.subject === undefined) {
    problems.push(`${path}.subject: is missing; it is the generation id of a ${event.type}`);
  }
  if (subject === 'none' && event.subject !== undefined)
    problems.push(`${path}.subject: a ${event.type} has none`);
  for (const name of required) {
    if (!(name in event.data))
      problems.push(`${path}.data.${name}: is missing; every ${event.type} needs it`);
  }
  if (oneOf !== undefined && !oneOf.some((name) => name in event.data)) {
    problems.push(`${path}.data: needs at least one of ${oneOf.join(', ')}`);
  }
  for (const [name, value] of Object.entries(event.data)) {
    problems.push(...checkField(event, name, value).map((problem) => `${path}.data.${name}${problem}`));
  }
  return problems;
}

function checkField(event: EventMapping, name: string, value: FieldValue): string[] {
  const kind = fieldKindOf(event.type, name);
  if (kind === undefined) {
    const known = ['user_id', ...EVENT_FIELDS[event.type].fields.map((field) => field.name)].join(', ');
    return [`: a ${event.type} has no such field; it has ${known}`];
  }
  const wrong = (constantValue: string | number | boolean): boolean =>
    constant(kind, constantValue) === undefined;
  if ('value' in value) return wrong(value.value) ? [`.value: must be ${kind.expected}`] : [];
  if ('template' in value) return [];
  const problems = Object.entries(value.map ?? {})
    .filter(([, to]) => wrong(to))
    .map(([from]) => `.map[${JSON.stringify(from)}]: must be ${kind.expected}`);
  if (value.default !== undefined && wrong(value.default))
    problems.push(`.default: must be ${kind.expected}`);
  if ((value.scale !== undefined || value.round !== undefined) && shapeOf(kind) !== 'number') {
    problems.push(': "scale" and "round" are for numbers, and this field is none');
  }
  if (value.map !== undefined && (value.scale !== undefined || value.round !== undefined)) {
    problems.push(': "map" gives the value as it is; "scale" and "round" go with a plain column');
  }
  return problems;
}
