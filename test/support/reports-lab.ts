import { ReportService } from '@breakeven/api/reports/report.service';
import { type ReportQuery, reportQuerySchema } from '@breakeven/api/reports/report-query';
import type { FxRate as KnownFxRate } from '@breakeven/api/stores/fx-rate';
import type { Rate as KnownRate } from '@breakeven/api/stores/rate';
import type { ClickHouseClient } from '@clickhouse/client';
import type { FxRate } from './reference/exchange.ts';
import type { Rate } from './reference/rate.ts';

/** What the query leaves to defaults may be left out. */
export type AskedQuery = Pick<ReportQuery, 'metrics' | 'time_range'> &
  Partial<Record<keyof ReportQuery, unknown>>;

/** Answers reports over a ClickHouse with a rate card of the test's own, without PostgreSQL and HTTP. */
export function reportsLab(
  client: ClickHouseClient,
  rates: readonly Rate[] = [],
  fxRates: readonly FxRate[] = [],
) {
  const card = {
    rates: rates.map(knownRate),
    fxRates: fxRates.map((fx, id): KnownFxRate => ({ ...fx, id, createdAt: 0 })),
    rateVersion: rates.length + fxRates.length,
  };
  type Needs = ConstructorParameters<typeof ReportService>;
  const service = new ReportService(
    client,
    { current: async () => card } as Partial<Needs[1]> as Needs[1],
    { settings: async () => ({ reportingCurrency: 'USD', reportingTimeZone: 'UTC' }) } as Partial<
      Needs[2]
    > as Needs[2],
    { completeUntil: () => new Date('2026-11-01T00:00:00Z') },
  );
  return {
    service,
    card,
    run: (query: AskedQuery) => service.run(reportQuerySchema.parse(query)),
  };
}

/** The rate of a stream, as the rate card keeps it. */
export function knownRate({ months, valid_from, ...rate }: Rate, id = 0): KnownRate {
  return {
    ...rate,
    id,
    months: months === undefined ? null : String(months),
    validFrom: Date.parse(valid_from),
    createdAt: 0,
  };
}
