import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { z } from 'zod';
import { cloudEvent } from './cloud-event.schema.ts';

/** Documents the body of POST /v1/events, which reaches the collector as bytes. */
export const CollectBodyDocs = () =>
  applyDecorators(
    ApiConsumes(
      'application/json',
      'application/cloudevents+json',
      'application/cloudevents-batch+json',
      'application/x-ndjson',
    ),
    ApiBody({ standardSchema: z.union([cloudEvent, z.array(cloudEvent).max(10_000)]) } as never),
  );
