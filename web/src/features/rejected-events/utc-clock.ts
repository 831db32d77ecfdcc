/** `2026-10-01 06:15:09 UTC`: an instant to the second, as logs have it. */
export function utcClock(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
