import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CLICKHOUSE_READER } from '../stores/tokens.ts';

const answerWithinMs = 3000;

/** Asks everything that Breakeven needs whether it is there. */
@Injectable()
export class ReadinessService {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient,
    private readonly dataSource: DataSource,
  ) {}

  /** The names of what does not answer; empty = ready. */
  async missing(): Promise<string[]> {
    const checks: Record<string, Promise<unknown>> = {
      clickhouse: this.clickhouse.query({ query: 'SELECT 1' }).then((answer) => answer.text()),
      postgresql: this.dataSource.query('SELECT 1'),
    };
    const names = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => ((await answers(check)) ? [] : [name])),
    );
    return names.flat();
  }
}

async function answers(check: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), answerWithinMs);
  });
  try {
    return await Promise.race([check.then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
