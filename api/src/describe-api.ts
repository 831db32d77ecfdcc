import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { AppModule } from './app.module.ts';
import { createOpenApiDocument } from './common/openapi.ts';
import { readConfig } from './config.ts';
import type { Stores } from './stores/stores.module.ts';

/** The OpenAPI document of the application without anything running: a preview of it creates no service. */
export async function describeApi(): Promise<OpenAPIObject> {
  const noStores = { clickhouse: {}, dataSource: {}, pipeline: {} } as Stores;
  const module = AppModule.with(readConfig({}), noStores);
  const app = await NestFactory.create(module, new FastifyAdapter(), { preview: true, logger: false });
  return createOpenApiDocument(app);
}
