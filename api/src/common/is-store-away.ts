// What the system and PostgreSQL say of a connection that cannot be made, breaks, or is ended by a server that stops.
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  '57P01',
  '57P02',
  '57P03',
]);

/** Whether an error says that ClickHouse or PostgreSQL cannot be reached, however deep a driver has wrapped it. */
export function isStoreAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, cause, driverError, errors } = error as Error & Record<string, unknown>;
  if (typeof code === 'string' && AWAY.has(code)) return true;
  // node-postgres gives no code for these two.
  if (/^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)) return true;
  return (
    isStoreAway(cause) || isStoreAway(driverError) || (Array.isArray(errors) && errors.some(isStoreAway))
  );
}
