import type { FieldValue } from './mapping.ts';
import { templateParts } from './template.ts';

/** The columns that a value is made of, for messages. */
export function columnsOf(value: FieldValue): string[] {
  if ('column' in value) return [value.column];
  if ('value' in value) return [];
  return templateParts(value.template).flatMap((part) => ('name' in part ? [part.name] : []));
}
