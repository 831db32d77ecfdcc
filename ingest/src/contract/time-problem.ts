import { ENVELOPE_LIMITS } from './envelope-limits.ts';
import type { ValidationContext } from './validation-context.ts';

const DAY_MS = 86_400_000;

/**
 * Why an event may not be of this time; undefined when it may.
 * @param time microseconds since 1970
 */
export function timeProblem(
  time: number,
  { now, maxEventAgeDays }: ValidationContext,
): 'before_1970' | 'in_future' | 'too_old' | undefined {
  if (time <= 0) return 'before_1970';
  if (time > (now + ENVELOPE_LIMITS.futureMs) * 1000) return 'in_future';
  if (maxEventAgeDays > 0 && time < (now - maxEventAgeDays * DAY_MS) * 1000) return 'too_old';
  return undefined;
}
