import { z } from 'zod';

/** A query parameter that is on or off, such as `?preview=true`; absent = off. */
export const queryFlag = z
  .enum(['true', 'false'], 'must be true or false')
  .default('false')
  .transform((text) => text === 'true');
