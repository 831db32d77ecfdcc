import type { Level, Logger } from 'pino';

/** Writes what a thread has logged as if it had been logged here: to the same place, in the same form. */
export function relayLogLine(line: string, logger: Logger): void {
  const { level, time: _time, pid: _pid, hostname: _hostname, msg, ...fields } = JSON.parse(line);
  // An error that was written out is an error again, so that it is written out once more in the same form.
  if (fields.err !== undefined) fields.err = Object.assign(new Error(), fields.err);
  logger[logger.levels.labels[level] as Level](fields, msg);
}
