import { createServer } from 'node:http';
import { Body, Controller, Get, Module, NotFoundException, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createFastify } from './create-fastify.ts';
import { ProblemFilter } from './problem.filter.ts';
import { Problem } from './problem.ts';
import { createValidationPipe } from './validation.pipe.ts';

const rates = z.strictObject({ rates: z.array(z.object({ price: z.string() })) });

@Controller('v1')
class ThrowingController {
  @Get('known')
  known(): never {
    throw new Problem({
      status: 409,
      code: 'already_there',
      detail: 'It is there.',
      retryAfterSeconds: 7,
      extra: { more: [1] },
    });
  }
  @Get('unknown')
  unknown(): never {
    throw new Error('password is hunter2');
  }
  @Get('away')
  away(): never {
    throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432'), { code: 'ECONNREFUSED' });
  }
  @Get('nest')
  nest(): never {
    throw new NotFoundException('There is no such rate.');
  }
  @Post('rates')
  rates(@Body({ schema: rates }) body: z.infer<typeof rates>): unknown {
    return body;
  }
}

@Module({ controllers: [ThrowingController] })
class ThrowingModule {}

let app: NestFastifyApplication;
const lines: string[] = [];
beforeAll(async () => {
  const logger = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  const { fastify } = await createFastify(logger, createServer());
  app = await NestFactory.create<NestFastifyApplication>(ThrowingModule, new FastifyAdapter(fastify), {
    logger: false,
    bodyParser: false,
  });
  app.useGlobalPipes(createValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
  await app.init();
  await fastify.ready();
});
afterAll(() => app.close());

async function problemOf(request: Parameters<NestFastifyApplication['inject']>[0] & object) {
  const answer = await app.inject(request);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  const body = answer.json();
  expect(body).toMatchObject({
    type: 'about:blank',
    status: answer.statusCode,
    request_id: answer.headers['x-request-id'],
  });
  return { ...body, headers: answer.headers };
}

describe('every error is problem+json', () => {
  test('a problem of ours keeps its code, detail and further members', async () => {
    const problem = await problemOf({ method: 'GET', url: '/v1/known' });
    expect(problem).toMatchObject({
      status: 409,
      title: 'Conflict',
      code: 'already_there',
      detail: 'It is there.',
      more: [1],
    });
    expect(problem.headers['retry-after']).toBe('7');
  });

  test('what we did not foresee is a 500 that tells nothing of the inside and is logged under its request id', async () => {
    const problem = await problemOf({ method: 'GET', url: '/v1/unknown' });
    expect(problem).toMatchObject({ status: 500, code: 'internal_error' });
    expect(JSON.stringify(problem)).not.toContain('hunter2');
    expect(
      lines.some((line) => line.includes(problem.request_id) && line.includes('"route":"/v1/unknown"')),
    ).toBe(true);
  });

  test('a database that is away is a 503 to try again, without its address', async () => {
    const problem = await problemOf({ method: 'GET', url: '/v1/away' });
    expect(problem).toMatchObject({ status: 503, code: 'store_unavailable' });
    expect(problem.headers['retry-after']).toBe('5');
    expect(JSON.stringify(problem)).not.toContain('10.0.0.1');
  });

  test("Nest's and Fastify's own errors have a code too", async () => {
    expect(await problemOf({ method: 'GET', url: '/v1/nest' })).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    expect(await problemOf({ method: 'GET', url: '/v1/nowhere' })).toMatchObject({
      status: 404,
      code: 'not_found',
    });
    expect(await problemOf({ method: 'GET', url: '/v1/%zz' })).toMatchObject({
      status: 400,
      code: 'invalid_request',
    });
    const headers = { 'content-type': 'application/json' };
    expect(await problemOf({ method: 'POST', url: '/v1/rates', headers, payload: '{' })).toMatchObject({
      status: 400,
      code: 'invalid_request',
    });
    expect(
      await problemOf({
        method: 'POST',
        url: '/v1/rates',
        headers: { 'content-type': 'text/csv' },
        payload: 'a',
      }),
    ).toMatchObject({ status: 415, code: 'unsupported_media_type' });
    expect(
      await problemOf({ method: 'POST', url: '/v1/rates', headers, payload: `"${'x'.repeat(2_000_000)}"` }),
    ).toMatchObject({ status: 413, code: 'too_large' });
  });

  test('a body names every field that is wrong, with its path', async () => {
    const payload = { rates: [{ price: '1' }, { price: 2 }, {}] };
    const problem = await problemOf({ method: 'POST', url: '/v1/rates', payload });
    expect(problem).toMatchObject({ status: 400, code: 'invalid_value' });
    expect(problem.errors.map(({ path }: { path: string }) => path)).toEqual([
      'rates[1].price',
      'rates[2].price',
    ]);
  });

  test('a field that is not known is named by its path', async () => {
    const payload = { rates: [], note: 1, 'of.me': 2 };
    const { code, detail, errors } = await problemOf({ method: 'POST', url: '/v1/rates', payload });
    expect(code).toBe('invalid_value');
    expect(detail).toContain('note: is not a field');
    expect(errors).toEqual([
      expect.objectContaining({ path: 'note', code: 'unknown_field' }),
      expect.objectContaining({ path: 'of.me', code: 'unknown_field' }),
    ]);
  });

  test("a caller's request id is taken over if it is harmless, else replaced", async () => {
    const idOf = async (id: string) =>
      (await app.inject({ url: '/v1/nest', headers: { 'x-request-id': id } })).headers['x-request-id'];
    expect(await idOf('trace-1.a_B')).toBe('trace-1.a_B');
    expect(await idOf('a b\u00e9{}')).not.toContain('{');
  });
});
