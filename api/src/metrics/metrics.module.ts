import { Module } from '@nestjs/common';
import { CatalogController } from './catalog.controller.ts';

/** The catalog of metrics and dimensions. */
@Module({ controllers: [CatalogController] })
export class MetricsModule {}
