import { Module } from '@nestjs/common';
import { FxRatesController } from './fx-rates.controller.ts';
import { FxRatesService } from './fx-rates.service.ts';
import { PreviewService } from './preview.service.ts';
import { RatesController } from './rates.controller.ts';
import { RatesService } from './rates.service.ts';

/** Rates and exchange rates. */
@Module({
  controllers: [RatesController, FxRatesController],
  providers: [RatesService, FxRatesService, PreviewService],
})
export class RatesModule {}
