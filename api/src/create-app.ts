import type { RequestListener, Server } from 'node:http';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { Logger } from 'pino';
import { AppModule } from './app.module.ts';
import { createFastify } from './common/create-fastify.ts';
import { NestLogger } from './common/nest-logger.ts';
import { createOpenApiDocument } from './common/openapi.ts';
import { ProblemFilter } from './common/problem.filter.ts';
import { createValidationPipe } from './common/validation.pipe.ts';
import { serveWebFiles } from './common/web-files.ts';
import type { Config } from './config.ts';
import { Intake } from './events/intake/intake.ts';
import type { Stores } from './stores/stores.module.ts';

export interface AppOptions {
  config: Config;
  stores: Stores;
  logger: Logger;
  /** The server that its answers are for. It listens already; its requests must be passed on to `answer`. */
  server: Server;
}

/** Builds the application: `answer` answers requests from now on. */
export async function createApp(
  options: AppOptions,
): Promise<{ app: NestFastifyApplication; answer: RequestListener }> {
  const { config, stores, logger, server } = options;
  const { fastify, answer } = await createFastify(logger, server, config.trustProxy);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(config, stores),
    new FastifyAdapter(fastify),
    { logger: new NestLogger(logger), bodyParser: false, abortOnError: false },
  );
  app.useGlobalPipes(createValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
  SwaggerModule.setup('docs', app, () => createOpenApiDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Breakeven API',
  });
  await serveWebFiles(fastify);
  await app.init();
  await fastify.ready();
  const intake = app.get(Intake);
  return {
    app,
    answer(request, response) {
      if (intake.isFor(request)) return void intake.answer(request, response);
      if (request.headers.expect !== undefined) response.writeContinue();
      return answer(request, response);
    },
  };
}
