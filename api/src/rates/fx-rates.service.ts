import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../common/caller.ts';
import { AuditLog } from '../stores/audit-log.ts';
import { StoredFxRate } from '../stores/entities/stored-fx-rate.ts';
import type { FxRate } from '../stores/fx-rate.ts';
import { fromStoredFxRate, RateCard } from '../stores/rate-card.ts';
import type { FxRateAnswer, NewFxRate } from './fx-rate.schemas.ts';

/** Exchange rates: adds them and lists them. */
@Injectable()
export class FxRatesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rateCard: RateCard,
    private readonly auditLog: AuditLog,
  ) {}

  async list(): Promise<{ items: FxRateAnswer[]; rate_version: number }> {
    const { fxRates, rateVersion } = await this.rateCard.current();
    return { items: fxRates.map(toFxRateAnswer), rate_version: rateVersion };
  }

  /** Adds all of the exchange rates or, if one can't be stored, none. */
  async add(newFxRates: NewFxRate[], by: Caller): Promise<{ items: FxRateAnswer[]; rate_version: number }> {
    const items = await this.dataSource.transaction(async (manager) => {
      const repository = manager.getRepository(StoredFxRate);
      const rows = repository.create(newFxRates);
      await repository.insert(rows);
      const detail = { count: rows.length, first: newFxRates[0], last: newFxRates.at(-1) };
      await this.auditLog.record({ by, action: 'fx_rates.added', detail }, manager);
      return rows.map((row) => toFxRateAnswer(fromStoredFxRate(row)));
    });
    const { rateVersion } = await this.rateCard.current();
    return { items, rate_version: rateVersion };
  }
}

function toFxRateAnswer(rate: FxRate): FxRateAnswer {
  return {
    date: rate.date,
    base: rate.base,
    quote: rate.quote,
    rate: rate.rate,
    created_at: new Date(rate.createdAt).toISOString(),
  };
}
