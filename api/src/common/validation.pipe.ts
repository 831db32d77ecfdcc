import { StandardSchemaValidationPipe } from '@nestjs/common';
import { invalidValue } from './invalid-value.ts';

/** Checks bodies, queries and parameters against the schema of the route; every wrong field is named at once. */
export function createValidationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({ exceptionFactory: invalidValue });
}
