import type { Level, Logger } from 'pino';

/** Writes what a thread has logged as if it had been logged here: to the same place, in the same form. */
export function relayLogLine(line: string, logger: Logger): void {
  const { level, time: _time, pid: _pid, hostname: _hostname, msg, ...fields } = JSON.parse(line);
  logger[logger.levels.labels[level] as Level](fields, msg);
}
