/** The stable codes of what can be wrong with an event. `unknown_field` is a warning and never rejects. */
export const ERROR_CODES = [
  'invalid_json',
  'missing_field',
  'invalid_value',
  'unknown_type',
  'unknown_field',
  'too_old',
  'in_future',
  'too_large',
  'id_conflict',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** One thing that is wrong with an event. */
export interface EventError {
  code: ErrorCode;
  /** JSON path of the field, such as 'data.gpu_seconds'; '' when it is the event as a whole. */
  path: string;
  /** Names the field, what is wrong with its value and what would be right. */
  message: string;
}
