import { Body, Controller, Headers, Post, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Route } from '../common/route.ts';
import { answerFormat } from './answer-format.ts';
import { csvStream } from './csv-stream.ts';
import { endOfRequest } from './end-of-request.ts';
import { ReportService } from './report.service.ts';
import { reportAnswerSchema } from './report-answer.schema.ts';
import { type ReportQuery, reportQuerySchema } from './report-query.ts';

@Controller('v1/query')
export class QueryController {
  constructor(private readonly reports: ReportService) {}

  @Post()
  @ApiProduces('application/json', 'text/csv')
  @Route({
    access: 'read',
    tag: 'Reports',
    id: 'query',
    summary: 'Ask for metrics, over time and by dimensions',
    description:
      'Rows are groups in which at least one of the metrics has something; a time series without dimensions has a row for ' +
      'every grain. `Accept: text/csv` answers every row of the same answer, streamed, with the names of the columns in ' +
      'the first line and an empty field for null.',
    answer: { status: 200, description: 'The answer.', schema: reportAnswerSchema },
    problems: [406, 422],
  })
  async query(
    @Body({ schema: reportQuerySchema }) query: ReportQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const signal = endOfRequest(reply);
    if (answerFormat(accept) === 'json') return this.reports.run(query, { signal });
    const { columns, rows } = await this.reports.stream(query, { signal });
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="breakeven.csv"');
    return csvStream(columns, rows);
  }
}
