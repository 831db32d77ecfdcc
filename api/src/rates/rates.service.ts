import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../common/caller.ts';
import { ReportService } from '../reports/report.service.ts';
import { AuditLog } from '../stores/audit-log.ts';
import { StoredRate } from '../stores/entities/stored-rate.ts';
import type { Rate } from '../stores/rate.ts';
import { fromStoredRate, RateCard } from '../stores/rate-card.ts';
import type { NewRate, RateAnswer, RatePreview } from './rate.schemas.ts';

/** The rate card: adds rates and lists them. */
@Injectable()
export class RatesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rateCard: RateCard,
    private readonly auditLog: AuditLog,
    private readonly reports: ReportService,
  ) {}

  async list(): Promise<{ items: RateAnswer[]; rate_version: number }> {
    const { rates, rateVersion } = await this.rateCard.current();
    return { items: rates.map(toRateAnswer), rate_version: rateVersion };
  }

  /** Adds all of the rates or, if one can't be stored, none. */
  async add(newRates: NewRate[], by: Caller): Promise<{ items: RateAnswer[]; rate_version: number }> {
    const items = await this.dataSource.transaction(async (manager) => {
      const repository = manager.getRepository(StoredRate);
      const rows = repository.create(newRates.map(toStoredRate));
      await repository.insert(rows);
      const items = rows.map((row) => toRateAnswer(fromStoredRate(row)));
      await this.auditLog.record({ by, action: 'rates.added', detail: { items } }, manager);
      return items;
    });
    const { rateVersion } = await this.rateCard.current();
    return { items, rate_version: rateVersion };
  }

  /** What each month's cost would become. Saves nothing. */
  async preview(newRates: NewRate[]): Promise<RatePreview> {
    const rates = newRates.map(toStoredRate);
    return {
      months: await this.reports.previewCost(
        rates.map((rate) => ({ ...rate, validFrom: rate.validFrom.getTime() })),
      ),
    };
  }
}

function toStoredRate(rate: NewRate) {
  return {
    resource: rate.resource,
    match: rate.match as Record<string, string>,
    unit: rate.unit,
    price: rate.price,
    currency: rate.currency,
    months: 'months' in rate && rate.months !== undefined ? String(rate.months) : null,
    validFrom: rate.valid_from,
  };
}

function toRateAnswer(rate: Rate): RateAnswer {
  return {
    id: rate.id,
    resource: rate.resource,
    match: { ...rate.match },
    unit: rate.unit as RateAnswer['unit'],
    price: rate.price,
    currency: rate.currency,
    ...(rate.months === null ? {} : { months: rate.months }),
    valid_from: new Date(rate.validFrom).toISOString().replace('.000Z', 'Z'), // on a 15-minute mark
    created_at: new Date(rate.createdAt).toISOString(),
  };
}
