import type { ErrorCode } from '../contract/event-error.ts';
import type { SpoolPosition } from '../spool/spool-position.ts';
import type { CollectAnswer, CollectCounts, CollectError } from './collect-answer.ts';
import type { ReadRequest } from './read-request.ts';

const MAX_ERRORS = 100;

/** The answer to a request of which everything that could be taken is durable. */
export function answerOf(
  read: Pick<ReadRequest, 'total' | 'refused' | 'warnings'>,
  accepted: number,
  position: SpoolPosition | undefined,
): CollectAnswer {
  const rejected = read.refused.length;
  const refused = read.refused.toSorted((a, b) => a.index - b.index);
  const errors: CollectError[] = [];
  for (const { index, id, errors: all } of refused) {
    if (errors.length > MAX_ERRORS) break;
    for (const error of all) errors.push({ index, id, ...error });
  }
  const isTruncated = errors.length > MAX_ERRORS;
  const body: CollectCounts = {
    accepted,
    duplicates: read.total - accepted - rejected,
    rejected,
    errors: errors.slice(0, MAX_ERRORS),
    ...(isTruncated && { errors_truncated: true }),
    ...(read.warnings.length > 0 && { warnings: read.warnings }),
  };
  const status = rejected === 0 ? 200 : rejected === read.total ? 422 : 207;
  return {
    ...{ status, body },
    ...(rejected > 0 && { rejectedByCode: countByCode(read) }),
    ...(position !== undefined && { position }),
  };
}

function countByCode({ refused }: Pick<ReadRequest, 'refused'>): Partial<Record<ErrorCode, number>> {
  const counts: Partial<Record<ErrorCode, number>> = {};
  for (const { errors } of refused) {
    const { code } = errors[0]!;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}
