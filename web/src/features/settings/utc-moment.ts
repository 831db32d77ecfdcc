/** `2026-10-01`, or `2026-10-01 06:15` when it is not midnight; prices start on the clock of UTC. */
export function utcMoment(instant: string): string {
  const text = new Date(instant).toISOString();
  const [day, clock] = [text.slice(0, 10), text.slice(11, 16)];
  return clock === '00:00' ? day : `${day} ${clock}`;
}
