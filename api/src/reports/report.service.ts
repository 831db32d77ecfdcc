import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '../common/problem.ts';
import { catalog } from '../metrics/catalog.ts';
import type { Rate } from '../stores/rate.ts';
import { RateCard, type RateCardContent } from '../stores/rate-card.ts';
import { CLICKHOUSE_READER, PIPELINE } from '../stores/tokens.ts';
import { Workspace } from '../stores/workspace.ts';
import { answerColumns, answerTotals, rowAnswerer } from './answer-rows.ts';
import { compare } from './compare.ts';
import type { CompileOptions } from './compile/compile.ts';
import { guard } from './guard.ts';
import { knownPriceSheet } from './known-price-sheet.ts';
import { normalize } from './normalize.ts';
import { type Plan, plan } from './plan.ts';
import { type MonthCost, previewMonths, previewQuery } from './preview-months.ts';
import { defaultQueryLimits as limits } from './query-limits.ts';
import type { Report } from './report.ts';
import type { Column, ReportAnswer, Value } from './report-answer.ts';
import { answeredRange, reportMeta } from './report-meta.ts';
import type { ReportQuery } from './report-query.ts';
import { run, runStreamed } from './run.ts';

export interface ReportOptions {
  /** Aborting ends the query in the store, too. */
  signal?: AbortSignal;
}

/** The part of an answer that comes out of one statement. */
interface Figures extends Pick<ReportAnswer, 'rows' | 'totals'> {
  plan: Plan;
  /** The first row of the result, as it came. */
  totalsRow: unknown[];
  rowsRead: number;
}

/** Answers every question about numbers: pages, exports, alerts and saved views ask here and nowhere else. */
@Injectable()
export class ReportService {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient,
    private readonly rateCard: RateCard,
    private readonly workspace: Workspace,
    @Inject(PIPELINE) private readonly pipeline: { completeUntil(): Date },
  ) {}

  /** @throws Problem that says what is wrong with the query, or that it costs more than the limits allow. */
  async run(query: ReportQuery, options: ReportOptions = {}): Promise<ReportAnswer> {
    const startedAt = performance.now();
    // Asked before the data are read: whatever comes in between is in the answer, but not promised.
    const completeUntil = this.pipeline.completeUntil();
    const [report, card] = await Promise.all([this.understand(query), this.rateCard.current()]);
    const { plan, totalsRow, ...figures } = await this.figures(report, card, options);
    const earlier = report.compareTo && compare(report, report.compareTo);
    const compared = earlier && (await this.figures(earlier, card, options, groupsOf(report, figures.rows)));
    return {
      columns: answerColumns(report),
      rows: figures.rows,
      totals: figures.totals,
      ...(compared && {
        comparison: { time_range: answeredRange(earlier), rows: compared.rows, totals: compared.totals },
      }),
      meta: reportMeta(report, plan, totalsRow, {
        complete_until: completeUntil.toISOString(),
        rate_version: card.rateVersion,
        elapsed_ms: Math.round(performance.now() - startedAt),
        rows_read: figures.rowsRead + (compared?.rowsRead ?? 0),
      }),
      ...(report.explain && { sql: plan.sql, sql_parameters: plan.parameters }),
    };
  }

  /** Every row of the same answer, one after the other, however many they are. */
  async stream(
    query: ReportQuery,
    { signal }: ReportOptions = {},
  ): Promise<{ columns: Column[]; rows: AsyncIterable<Value[]> }> {
    const [report, card] = await Promise.all([this.understand(query), this.rateCard.current()]);
    const plan = this.plan(report, card, { rowsMax: report.limit ?? Number.MAX_SAFE_INTEGER - 1 });
    const result = runStreamed(this.clickhouse, plan, { limits, signal });
    const totals = await result.next(); // The query has begun: what it is refused for is a problem and not half a file.
    return { columns: answerColumns(report), rows: answerRows(report, totals.value as unknown[], result) };
  }

  /** What each month since the first of these rates would cost with them, beside what it costs now. Saves nothing. */
  async previewCost(rates: readonly Omit<Rate, 'id' | 'createdAt'>[]): Promise<MonthCost[]> {
    const resources = [...new Set(rates.map(({ resource }) => resource))];
    const from = Math.min(...rates.map(({ validFrom }) => validFrom));
    const [report, card] = await Promise.all([
      this.understand(previewQuery(from, resources)),
      this.rateCard.current(),
    ]);
    const lastId = Math.max(0, ...card.rates.map(({ id }) => id));
    const added = rates.map((rate, i) => ({ ...rate, id: lastId + 1 + i, createdAt: Date.now() }));
    const [now, then] = await Promise.all([
      this.figures(report, card, {}),
      this.figures(report, { ...card, rates: [...card.rates, ...added] }, {}),
    ]);
    return previewMonths(now, then, report.currency);
  }

  /** Steps 2 and 3: nothing is left open, and names are records of the catalog that fit together. */
  private async understand(query: ReportQuery): Promise<Report> {
    const { reportingCurrency: currency, reportingTimeZone: timeZone } = await this.workspace.settings();
    return guard(normalize(query, { currency, timeZone }, limits.gridMax), catalog);
  }

  /** Steps 4 to 6. */
  private plan(report: Report, card: RateCardContent, options: CompileOptions): Plan {
    return plan(report, knownPriceSheet(card, report.currency), options);
  }

  /** Steps 4 to 7. */
  private async figures(
    report: Report,
    card: RateCardContent,
    { signal }: ReportOptions,
    groups?: string[][],
  ): Promise<Figures> {
    const rowsMax = (groups ? undefined : report.limit) ?? limits.answerRowsMax + 1;
    const plan = this.plan(report, card, { rowsMax, groups });
    const { rows: result, rowsRead } = await run(this.clickhouse, plan, { limits, signal });
    if (result.length > limits.answerRowsMax + 1) {
      throw new Problem({
        status: 422,
        code: 'too_many_rows',
        detail: `The answer has more than ${limits.answerRowsMax} rows. Give a limit, or ask for text/csv.`,
      });
    }
    const [totalsRow, ...others] = result as [unknown[], ...unknown[][]];
    const rows = (hasGroups(report) ? others : [totalsRow]).map(rowAnswerer(report));
    return { plan, totalsRow, rows, totals: answerTotals(report, totalsRow), rowsRead };
  }
}

/** Without a grain and dimensions, the totals are the one row. */
function hasGroups({ grain, dimensions }: Report): boolean {
  return grain !== undefined || dimensions.length > 0;
}

async function* answerRows(
  report: Report,
  totals: unknown[],
  others: AsyncIterable<unknown[]>,
): AsyncGenerator<Value[]> {
  const answer = rowAnswerer(report);
  if (!hasGroups(report)) yield answer(totals);
  for await (const row of others) if (hasGroups(report)) yield answer(row);
}

/**
 * The values of the dimensions, one array each, if a limit has cut off groups: then the same groups are compared, and
 * not those that were the largest then.
 */
function groupsOf({ limit, grain, dimensions }: Report, rows: readonly Value[][]): string[][] | undefined {
  if (limit === undefined || dimensions.length === 0) return undefined;
  const first = grain ? 1 : 0;
  return dimensions.map((_, i) => rows.map((row) => (row[first + i] as string | null) ?? ''));
}
