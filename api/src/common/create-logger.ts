import pino, { type Logger } from 'pino';

/**
 * The log of this process: JSON lines on stdout, or readable lines in a terminal. Secrets are cut out wherever a request,
 * a body or an error brings them along.
 */
export function createLogger(level: string, isTerminal = process.stdout.isTTY === true): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: secretPaths, censor: '[secret]' },
    ...(isTerminal && {
      transport: {
        target: 'pino-pretty',
        options: { translateTime: 'SYS:HH:MM:ss', singleLine: true, hideObject: false },
      },
    }),
  });
}

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
