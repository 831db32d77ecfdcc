import { QueryFailedError } from 'typeorm';

/** Whether PostgreSQL refused a row because there is one like it. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof QueryFailedError && error.driverError.code === '23505';
}
