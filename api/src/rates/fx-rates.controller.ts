import { Body, Controller, Get, Post } from '@nestjs/common';
import { type Caller, CallerParam } from '../common/caller.ts';
import { oneOrMany } from '../common/one-or-many.ts';
import { Route } from '../common/route.ts';
import { fxRatesAnswer, type NewFxRate, newFxRate } from './fx-rate.schemas.ts';
import { FxRatesService } from './fx-rates.service.ts';

@Controller('v1/fx-rates')
export class FxRatesController {
  constructor(private readonly fxRates: FxRatesService) {}

  @Get()
  @Route({
    access: 'read',
    tag: 'Rates',
    id: 'listFxRates',
    summary: 'The exchange rates with their history',
    answer: {
      status: 200,
      description: 'All exchange rates, in the order they were added.',
      schema: fxRatesAnswer,
    },
  })
  list() {
    return this.fxRates.list();
  }

  @Post()
  @Route({
    access: 'admin',
    tag: 'Rates',
    id: 'addFxRates',
    summary: 'Add one exchange rate or an array of exchange rates',
    description:
      'All are added or, if one is wrong, none. Money is converted with the newest rate on or before the UTC day of the event; for the same day the one added last counts. A rate from A to B also converts from B to A. Money without a rate counts as unpriced.',
    answer: { status: 201, description: 'The exchange rates were added.', schema: fxRatesAnswer },
  })
  add(
    @CallerParam() caller: Caller,
    @Body({ schema: oneOrMany(newFxRate, 10_000) }) newFxRates: NewFxRate[],
  ) {
    return this.fxRates.add(newFxRates, caller);
  }
}
