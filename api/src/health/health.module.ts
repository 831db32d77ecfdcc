import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.ts';
import { MetricsController } from './metrics.controller.ts';
import { ProcessMetrics } from './process-metrics.ts';
import { ReadinessService } from './readiness.service.ts';

/** Whether Breakeven lives, is ready, and how it is doing. */
@Module({
  controllers: [HealthController, MetricsController],
  providers: [ReadinessService, ProcessMetrics],
})
export class HealthModule {}
