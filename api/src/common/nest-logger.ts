import type { LoggerService } from '@nestjs/common';
import type { Level, Logger } from 'pino';

/**
 * Lets Nest and its `Logger` write into our log. Takes what pino takes, `(message)` or `({ fields }, message)`; Nest adds
 * the name of the class at the end. What Nest itself tells of its start is for debugging.
 */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(...parts: unknown[]): void {
    const context = parts.at(-1);
    this.write(nestContexts.has(String(context)) ? 'debug' : 'info', parts);
  }
  warn(...parts: unknown[]): void {
    this.write('warn', parts);
  }
  error(...parts: unknown[]): void {
    this.write('error', parts);
  }
  fatal(...parts: unknown[]): void {
    this.write('fatal', parts);
  }
  debug(...parts: unknown[]): void {
    this.write('debug', parts);
  }
  verbose(...parts: unknown[]): void {
    this.write('trace', parts);
  }

  private write(level: Level, parts: unknown[]): void {
    const texts = parts.filter((part) => typeof part === 'string');
    const fields = parts.filter((part) => typeof part === 'object' && part !== null);
    const context = texts.length > 1 ? texts.at(-1) : undefined;
    const error = fields.find((field) => field instanceof Error);
    this.logger[level](
      {
        ...Object.assign({}, ...fields.filter((field) => field !== error)),
        ...(error && { err: error }),
        context,
      },
      texts[0] ?? error?.message ?? '',
    );
  }
}

const nestContexts = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);
