import { createLogger } from './common/create-logger.ts';
import { StartError } from './common/start-error.ts';
import { readConfig } from './config.ts';
import { startBreakeven } from './start-breakeven.ts';

// Under npm, one Ctrl-C arrives twice: from the terminal and from npm. Only a later one is a second wish.
const sameWishMs = 1000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  const breakeven = startBreakeven(config, logger);

  let stoppingSince: number | undefined;
  const end = async (code: number): Promise<void> => {
    stoppingSince ??= Date.now();
    await breakeven.stop();
    logger.flush();
    process.exit(code);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stoppingSince === undefined) {
        logger.info(`${signal}: stopping`);
        void end(0);
      } else if (Date.now() - stoppingSince > sameWishMs) {
        logger.warn(`${signal} again: stopping at once`);
        breakeven.kill();
        process.exit(1);
      }
    });
  }
  void breakeven.failed.then((sentence) => {
    logger.fatal(`${sentence} Breakeven stops; what was acknowledged is on disk.`);
    return end(1);
  });

  try {
    logger.info(`Breakeven is ready: ${await breakeven.ready}`);
  } catch (error) {
    if (stoppingSince !== undefined) return; // the signal came while it started
    await breakeven.stop();
    throw error;
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
});
