import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { collectDefaultMetrics, register } from 'prom-client';

/** Puts this process among the metrics: memory, CPU, and how late its event loop is. */
@Injectable()
export class ProcessMetrics implements OnModuleInit, OnModuleDestroy {
  onModuleInit(): void {
    collectDefaultMetrics();
  }

  onModuleDestroy(): void {
    register.clear();
  }
}
