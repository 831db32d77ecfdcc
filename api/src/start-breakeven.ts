import { join, resolve } from 'node:path';
import { startPipeline } from '@breakeven/ingest/pipeline';
import { migrateClickHouse } from '@breakeven/migrations/migrate';
import type { Logger } from 'pino';
import { type HttpDoor, openHttpDoor } from './common/http-door.ts';
import { ownUrl } from './common/own-url.ts';
import { startingHandler } from './common/starting-handler.ts';
import type { Config } from './config.ts';
import { createClickHouseClients } from './stores/clickhouse-clients.ts';
import { claimDataDir } from './stores/data-dir.ts';
import { openDataSource } from './stores/data-source.ts';
import { startEngines } from './stores/engines.ts';
import { untilItAnswers } from './stores/until-it-answers.ts';
import { Workspace } from './stores/workspace.ts';

/** Breakeven from its start to its end. */
export interface Breakeven {
  /** The address to open, once everything answers. Rejects with a StartError when it can't start. */
  ready: Promise<string>;
  /** Settles with a sentence when it can't go on: stop it then. */
  failed: Promise<string>;
  /** Ends everything in the reverse order of its start, after the answers under way. Also ends a start under way. */
  stop(): Promise<void>;
  /** Ends the embedded engines at once, for a person who can't wait. What was acknowledged is on disk. */
  kill(): void;
}

/**
 * Starts everything: lock, port, engines, tables, pipeline, application. The port answers from the second step on, so
 * that /healthz and /readyz tell what is going on.
 */
export function startBreakeven(config: Config, logger: Logger): Breakeven {
  const undo: (() => unknown)[] = [];
  const missing = new Set(['clickhouse', 'postgresql', 'pipeline']);
  const stopping = new AbortController();
  let door: HttpDoor | undefined;
  let kill: (() => void) | undefined;
  let fail: (sentence: string) => void;
  const failed = new Promise<string>((settle) => {
    fail = settle;
  });

  async function start(): Promise<string> {
    const waiting = { logger, signal: stopping.signal };
    const dataDir = resolve(config.dataDir);
    undo.push(await claimDataDir(dataDir));
    door = await openHttpDoor({ ...config, first: startingHandler(() => [...missing]) });

    const loading = import('./create-app.ts'); // the framework takes as long to load as the engines to start
    const engines = await startEngines({ ...config, dataDir, logger });
    undo.push(() => engines.stop());
    kill = engines.kill;
    void engines.failed.then(fail);

    const clickhouse = createClickHouseClients(engines.clickhouse);
    undo.push(() => Promise.all([clickhouse.writer.close(), clickhouse.reader.close()]));
    const applied = await untilItAnswers('ClickHouse', () => migrateClickHouse(clickhouse.writer), waiting);
    if (applied.length > 0) logger.info(`ClickHouse: applied ${applied[0]} to ${applied.at(-1)}`);
    missing.delete('clickhouse');

    const open = () => openDataSource(engines.postgresUrl, logger);
    const dataSource = await untilItAnswers('PostgreSQL', open, waiting);
    undo.push(() => dataSource.destroy());
    const { pseudonymKey } = await new Workspace(dataSource, config).settings();
    missing.delete('postgresql');

    stopping.signal.throwIfAborted();
    const pipeline = await startPipeline({
      spoolDir: join(dataDir, 'spool'),
      maxSpoolBytes: config.maxSpoolBytes,
      clickhouse: engines.clickhouse,
      pseudonymKey,
      maxEventAgeDays: config.maxEventAgeDays,
      logger,
    });
    undo.push(() => pipeline.stop());
    void pipeline.failed.then(fail);

    const { createApp } = await loading;
    const { app, answer } = await createApp({
      config: { ...config, dataDir, port: door.port },
      stores: { clickhouse, dataSource, pipeline },
      logger,
      server: door.server,
    });
    undo.push(() => app.close());
    door.answerWith(answer);
    return ownUrl({ host: config.host, port: door.port });
  }

  async function stop(): Promise<void> {
    stopping.abort(new Error('Breakeven was stopped while it started'));
    await ready.catch(() => undefined);
    await door?.close();
    for (const end of undo.splice(0).reverse()) {
      try {
        await end();
      } catch (error) {
        logger.error({ err: error }, 'A part of Breakeven did not stop cleanly');
      }
    }
  }

  const ready = start();
  let stopped: Promise<void> | undefined;
  return {
    ready,
    failed,
    stop() {
      stopped ??= stop();
      return stopped;
    },
    kill: () => kill?.(),
  };
}
