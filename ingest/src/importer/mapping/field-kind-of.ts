import { EVENT_FIELDS } from '../../contract/event-fields.ts';
import type { EventType } from '../../contract/event-types.ts';
import type { FieldKind } from '../../contract/field-kind.ts';
import { text } from '../../contract/field-kinds.ts';

/** What a field of `data` may hold, or undefined when events of the type have no such field. */
export function fieldKindOf(type: EventType, field: string): FieldKind | undefined {
  if (field === 'user_id') return text;
  return EVENT_FIELDS[type].fields.find(({ name }) => name === field)?.kind;
}

/** Whether every event of the type must have the field. */
export function isRequired(type: EventType, field: string): boolean {
  const { userId, fields } = EVENT_FIELDS[type];
  return field === 'user_id'
    ? userId === 'required'
    : fields.some(({ name, required }) => name === field && required);
}
