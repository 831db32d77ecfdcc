import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Caller, CallerParam } from '../common/caller.ts';
import { oneOrMany } from '../common/one-or-many.ts';
import { queryFlag } from '../common/query-flag.ts';
import { Route } from '../common/route.ts';
import { addedRatesAnswer, type NewRate, newRate, ratePreview, ratesAnswer } from './rate.schemas.ts';
import { RatesService } from './rates.service.ts';

const addQuery = z.object({
  preview: queryFlag.meta({
    description: 'true: save nothing and answer what the cost of each month would become.',
  }),
});

@Controller('v1/rates')
export class RatesController {
  constructor(private readonly rates: RatesService) {}

  @Get()
  @Route({
    access: 'read',
    tag: 'Rates',
    id: 'listRates',
    summary: 'The rate card with its history',
    answer: { status: 200, description: 'All rates, in the order they were added.', schema: ratesAnswer },
  })
  list() {
    return this.rates.list();
  }

  @Post()
  @Route({
    access: 'admin',
    tag: 'Rates',
    id: 'addRates',
    summary: 'Add one rate or an array of rates',
    description:
      'All are added or, if one is wrong, none. A rate is never edited: a later one with the same resource and match takes over at its `valid_from`; for the same `valid_from` the one added last counts.',
    answer: { status: 201, description: 'The rates were added.', schema: addedRatesAnswer },
    otherAnswers: [
      { status: 200, description: 'With `preview=true`: nothing was saved.', schema: ratePreview },
    ],
  })
  add(
    @CallerParam() caller: Caller,
    @Query({ schema: addQuery }) { preview }: z.output<typeof addQuery>,
    @Body({ schema: oneOrMany(newRate, 1000) }) newRates: NewRate[],
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (!preview) return this.rates.add(newRates, caller);
    reply.status(200);
    return this.rates.preview(newRates);
  }
}
