import { Module } from '@nestjs/common';
import { ReportsModule } from '../reports/reports.module.ts';
import { FxRatesController } from './fx-rates.controller.ts';
import { FxRatesService } from './fx-rates.service.ts';
import { RatesController } from './rates.controller.ts';
import { RatesService } from './rates.service.ts';

/** Rates and exchange rates. */
@Module({
  imports: [ReportsModule],
  controllers: [RatesController, FxRatesController],
  providers: [RatesService, FxRatesService],
})
export class RatesModule {}
