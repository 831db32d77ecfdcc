import { mkdir } from 'node:fs/promises';
import type { Logger } from 'pino';
import { clickHouseAccessFromUrl } from './clickhouse-access-from-url.ts';
import { type ClickHouseAccess, startEmbeddedClickHouse } from './embedded-clickhouse.ts';
import type { EmbeddedEngine } from './embedded-engine.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

export interface EnginesOptions {
  dataDir: string;
  /** `http(s)://user:password@host:8123/database`: use this one instead of the embedded ClickHouse. */
  clickhouseUrl?: string;
  /** `postgres://...`: use this one instead of the embedded PostgreSQL. */
  databaseUrl?: string;
  logger: Logger;
}

/** The two databases, wherever they run. */
export interface Engines {
  clickhouse: ClickHouseAccess;
  postgresUrl: string;
  /** Settles with a sentence for people when an embedded engine is down for good. Never settles for external ones. */
  failed: Promise<string>;
  /** Stops what was started here; external databases are left alone. */
  stop(): Promise<void>;
  /** Ends what was started here at once, without waiting. */
  kill(): void;
}

/**
 * Starts the embedded engines, or only takes note of the external ones, and answers when the embedded ones take queries.
 * @throws StartError with what to do when an engine can't run on this machine.
 */
export async function startEngines({
  dataDir,
  clickhouseUrl,
  databaseUrl,
  logger,
}: EnginesOptions): Promise<Engines> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const starts: [Promise<EmbeddedEngine<ClickHouseAccess>>, Promise<EmbeddedEngine<string>>] = [
    clickhouseUrl
      ? external(clickHouseAccessFromUrl(clickhouseUrl))
      : startEmbeddedClickHouse(dataDir, logger),
    databaseUrl ? external(databaseUrl) : startEmbeddedPostgres(dataDir, logger),
  ];
  const stop = async () => {
    const settled = await Promise.allSettled(starts);
    await Promise.all(settled.map((engine) => engine.status === 'fulfilled' && engine.value.stop()));
  };
  try {
    const [clickhouse, postgres] = await Promise.all(starts);
    return {
      clickhouse: clickhouse.access,
      postgresUrl: postgres.access,
      failed: Promise.race([clickhouse.failed, postgres.failed]),
      stop,
      kill() {
        clickhouse.kill();
        postgres.kill();
      },
    };
  } catch (error) {
    await stop(); // the other one
    throw error;
  }
}

async function external<Access>(access: Access): Promise<EmbeddedEngine<Access>> {
  return { access, failed: new Promise(() => undefined), stop: async () => undefined, kill: () => undefined };
}
