import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG, type Config } from '../../config.ts';
import { CLICKHOUSE_WRITER } from '../../stores/tokens.ts';

/**
 * Deletes rejected events when their time is over, as a TTL of the table: ClickHouse then does it by itself, part by part
 * as it merges, with no job of ours that could be late, fail or run twice. When a day is over no answer shows them any
 * more; their bytes go with a merge in the hours after.
 */
@Injectable()
export class RejectedEventsRetention implements OnApplicationBootstrap {
  private readonly logger = new Logger(RejectedEventsRetention.name);

  constructor(
    @Inject(CLICKHOUSE_WRITER) private readonly writer: ClickHouseClient,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    try {
      await retainRejectedEvents(this.writer, this.config.rejectedEventsDays);
    } catch (error) {
      // Nothing else depends on it, and the next start tries again.
      this.logger.warn({ err: error }, 'How long rejected events are kept could not be set');
    }
  }
}

/** Makes the table keep rejected events for so many days; 0 = for ever. Changes nothing if it is so already. */
export async function retainRejectedEvents(client: ClickHouseClient, days: number): Promise<void> {
  const result = await client.query({
    query: 'SHOW CREATE TABLE rejected_events',
    format: 'JSONEachRow',
  });
  const [table] = await result.json<{ statement: string }>();
  const now = Number(
    /TTL toDateTime\(received_at\) \+ toIntervalDay\((\d+)\)/.exec(table!.statement)?.[1] ?? 0,
  );
  if (now === days) return;
  const change = days === 0 ? 'REMOVE TTL' : `MODIFY TTL toDateTime(received_at) + toIntervalDay(${days})`;
  await client.command({ query: `ALTER TABLE rejected_events ${change}` });
}
