import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { StoredFxRate } from './entities/stored-fx-rate.ts';
import { StoredRate } from './entities/stored-rate.ts';
import type { FxRate } from './fx-rate.ts';
import { LastKnown } from './last-known.ts';
import type { Rate } from './rate.ts';

/** Every rate and exchange rate with its history, in the order in which they were added. */
export interface RateCardContent {
  rates: readonly Rate[];
  fxRates: readonly FxRate[];
  /** Grows with every added rate or exchange rate: equal versions mean equal content. */
  rateVersion: number;
}

/**
 * The read side of rates and exchange rates.
 *
 * 1. Rates are added and never edited or removed, so their number is their version and nobody has to keep a counter.
 * 2. Each call asks for that number alone, and reads the rates again only if it grew: a rate that another process
 *    added counts in the next query.
 * 3. While PostgreSQL is away, the rates known last are used: the answer names their version.
 */
@Injectable()
export class RateCard {
  private readonly content = new LastKnown<RateCardContent>('The rates', async (known) =>
    known?.rateVersion === (await this.version()) ? known : this.read(),
  );

  constructor(private readonly dataSource: DataSource) {}

  current(): Promise<RateCardContent> {
    return this.content.get();
  }

  private async version(): Promise<number> {
    const [row] = await this.dataSource.query<{ version: string }[]>(
      'SELECT (SELECT count(*) FROM rates) + (SELECT count(*) FROM fx_rates) AS version',
    );
    return Number(row!.version);
  }

  /** Both tables as of one instant, so that a version never stands for two contents. */
  private read(): Promise<RateCardContent> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager: EntityManager) => {
      const rates = await manager.find(StoredRate, { order: { id: 'ASC' } });
      const fxRates = await manager.find(StoredFxRate, { order: { id: 'ASC' } });
      return {
        rates: rates.map(fromStoredRate),
        fxRates: fxRates.map(fromStoredFxRate),
        rateVersion: rates.length + fxRates.length,
      };
    });
  }
}

/** The rate of a stored row. */
export function fromStoredRate(row: StoredRate): Rate {
  const { validFrom, createdAt, ...rest } = row;
  return { ...rest, validFrom: validFrom.getTime(), createdAt: createdAt.getTime() };
}

/** The exchange rate of a stored row. */
export function fromStoredFxRate(row: StoredFxRate): FxRate {
  return { ...row, createdAt: row.createdAt.getTime() };
}
