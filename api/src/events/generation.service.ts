import { OUTCOME_BITS, type OutcomeKind } from '@breakeven/ingest/contract/outcome-bits';
import { Injectable } from '@nestjs/common';
import { Problem } from '../common/problem.ts';
import { knownPriceSheet } from '../reports/known-price-sheet.ts';
import { priceLine, type UsageLine } from '../reports/price-line.ts';
import { ReportService } from '../reports/report.service.ts';
import { SqlParameters } from '../reports/sql-parameters.ts';
import { RateCard } from '../stores/rate-card.ts';
import { Workspace } from '../stores/workspace.ts';
import { bucketsOfGeneration } from './event-conditions.ts';
import { EventReader } from './event-reader.ts';
import type { GenerationAnswer } from './generation.schemas.ts';
import { rfc3339 } from './rfc-3339.ts';
import { STORED_EVENT_COLUMNS, type StoredEvent, toEventAnswer } from './stored-event.ts';
import { BASE_UNITS, USAGE_LINE_COLUMNS } from './usage-line-columns.ts';

const LINES_MAX = 10_000;

/** Everything about one generation: its events, its cost line by line, its revenue, its verdicts. */
@Injectable()
export class GenerationService {
  constructor(
    private readonly reader: EventReader,
    private readonly rateCard: RateCard,
    private readonly reports: ReportService,
    private readonly workspace: Workspace,
  ) {}

  /** @throws Problem 404 if no event of it is stored. */
  async get(id: string, signal: AbortSignal): Promise<GenerationAnswer> {
    const parameters = new SqlParameters();
    const where = bucketsOfGeneration(id, parameters);
    const ask = <Row>(columns: string, table: string, order: string) =>
      this.reader.ask<Row>(
        `SELECT ${columns} FROM ${table} WHERE ${where} ORDER BY ${order} LIMIT ${LINES_MAX}`,
        parameters,
        signal,
      );
    const [events, lines, outcomes, card, { reportingCurrency: currency }] = await Promise.all([
      ask<StoredEvent>(STORED_EVENT_COLUMNS, 'events FINAL', 'time, id'),
      ask<UsageLine>(USAGE_LINE_COLUMNS, 'usage_lines', 'time, resource'),
      ask<Outcome>(
        'arrayJoin(bitmaskToArray(outcomes)) AS bit, toUnixTimestamp64Micro(time) AS time_us',
        'events FINAL',
        'time',
      ),
      this.rateCard.current(),
      this.workspace.settings(),
    ]);
    if (events.length === 0) {
      throw new Problem({ status: 404, code: 'not_found', detail: 'No event of this generation is stored.' });
    }
    const sheet = knownPriceSheet(card, currency);
    return {
      generation_id: id,
      currency,
      ...(await this.money(id, events, signal)),
      outcomes: toOutcomes(outcomes),
      verdicts: events.filter(({ type }) => type === 'moderation.decided').map(toVerdict),
      cost_lines: lines.map((line) => toCostLine(line, priceLine(line, sheet))),
      events: events.map(toEventAnswer),
    };
  }

  /** The sums come from the same report as every other number, so that they agree with it to the last decimal. */
  private async money(id: string, events: readonly StoredEvent[], signal: AbortSignal) {
    const milliseconds = events.map(({ time_us }) => Math.floor(time_us / 1000));
    const { totals } = await this.reports.run(
      {
        metrics: ['server_cost', 'ad_revenue', 'margin'],
        dimensions: [],
        time_range: {
          start: new Date(Math.min(...milliseconds)).toISOString(),
          end: new Date(Math.max(...milliseconds) + 1).toISOString(),
        },
        time_basis: 'event',
        filters: [{ dimension: 'generation_id', operator: 'in', values: [id] }],
        explain: false,
      },
      { signal },
    );
    return totals as Pick<GenerationAnswer, 'server_cost' | 'ad_revenue' | 'margin'>;
  }
}

interface Outcome {
  /** One bit of `events.outcomes`. */
  bit: number;
  time_us: number;
}

function toOutcomes(rows: readonly Outcome[]): GenerationAnswer['outcomes'] {
  const at = (kind: OutcomeKind) => {
    const found = rows.find(({ bit }) => bit === OUTCOME_BITS[kind]);
    return found === undefined ? null : rfc3339(found.time_us);
  };
  return {
    requested: at('requested'),
    shown: at('shown'),
    kept: at('kept'),
    posted: at('posted'),
    shared: at('shared'),
    blocked: at('blocked'),
  };
}

function toVerdict(event: StoredEvent): GenerationAnswer['verdicts'][number] {
  const text = (column: string) => (event[column] as string) || null;
  return {
    time: rfc3339(event.time_us),
    stage: text('stage'),
    verdict: text('verdict'),
    policy: text('policy'),
    classifier: text('classifier'),
    classifier_version: text('classifier_version'),
    score: event.score as number | null,
    decided_by: text('decided_by'),
  };
}

function toCostLine(
  line: UsageLine,
  { rate, cost }: ReturnType<typeof priceLine>,
): GenerationAnswer['cost_lines'][number] {
  return {
    time: rfc3339(line.time_us),
    resource: line.resource,
    quantity: line.quantity,
    unit: BASE_UNITS[line.resource],
    gpu_model: line.gpu_model || null,
    gpu_region: line.gpu_region || null,
    stage: line.price_stage || null,
    classifier: line.price_classifier || null,
    rate_id: rate?.id ?? null,
    price: rate?.price ?? null,
    price_currency: rate?.currency ?? null,
    cost,
  };
}
