import { invalidValue } from '../../common/invalid-value.ts';
import { type CollectQuery, collectQuery } from '../events.schemas.ts';

const NONE: CollectQuery = collectQuery.parse({});

/**
 * The parameters in the URL of POST /v1/events.
 * @throws Problem 400 that names the one that is wrong
 */
export function readCollectQuery(url: string): CollectQuery {
  const at = url.indexOf('?');
  if (at < 0) return NONE;
  const result = collectQuery.safeParse(Object.fromEntries(new URLSearchParams(url.slice(at + 1))));
  if (!result.success) throw invalidValue(result.error.issues);
  return result.data;
}
