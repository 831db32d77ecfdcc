import { readFileSync } from 'node:fs';
import { ReportService } from '@breakeven/api/reports/report.service';
import { reportQuerySchema } from '@breakeven/api/reports/report-query';
import { createClient } from '@clickhouse/client';
import { it } from 'vitest';

const clickhouse = createClient({ url: 'http://localhost:4501' });
const card = {
  rates: [
    {
      id: 1,
      resource: 'gpu',
      match: { gpu_model: 'H100' },
      unit: 'gpu_hour',
      price: '3.99',
      currency: 'USD',
      months: null,
      validFrom: Date.UTC(2026, 9, 1),
      createdAt: 0,
    },
    {
      id: 2,
      resource: 'gpu',
      match: {},
      unit: 'gpu_hour',
      price: '1',
      currency: 'EUR',
      months: null,
      validFrom: Date.UTC(2026, 9, 3),
      createdAt: 0,
    },
  ],
  fxRates: [{ id: 1, date: '2026-10-05', base: 'EUR', quote: 'USD', rate: '1.09', createdAt: 0 }],
  rateVersion: 3,
};
const service = new ReportService(
  clickhouse as never,
  { current: async () => card } as never,
  { settings: async () => ({ reportingCurrency: 'USD', reportingTimeZone: 'UTC' }) } as never,
  { completeUntil: () => new Date() },
);
it('x', async () => {
  for (const q of JSON.parse(readFileSync('/tmp/rpt/q.json', 'utf8'))) {
    try {
      const a = await service.run(reportQuerySchema.parse(q));
      console.log(JSON.stringify({ ...a, sql: undefined, sql_parameters: undefined }), a.sql);
    } catch (e) {
      console.log(e, (e as any).options);
    }
  }
});
