import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino';

/**
 * The log of this process: JSON lines on stdout, or readable lines in a terminal. Secrets are cut out wherever a request,
 * a body or an error brings them along.
 */
export function createLogger(
  level: string,
  isTerminal = process.stdout.isTTY === true,
  destination: DestinationStream = pino.destination(1),
): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: secretPaths, censor: '[secret]' },
  };
  if (!isTerminal) return pino(options, destination);
  return pino({ ...options, formatters: {}, transport: { target: 'pino-pretty', options: pretty } });
}

const pretty = { translateTime: 'SYS:HH:MM:ss', ignore: 'context', singleLine: true };

const secretNames = [
  'password',
  'key',
  'token',
  'secret',
  'authorization',
  'cookie',
  'user_id',
  '["set-cookie"]',
];

// pino needs whole paths: the name itself and up to two objects around it.
const secretPaths = secretNames.flatMap((name) => {
  const part = name.startsWith('[') ? name : `.${name}`;
  return [name, `*${part}`, `*.*${part}`];
});
