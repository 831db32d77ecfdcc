import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../common/access.ts';
import { ReadinessService } from './readiness.service.ts';

const alive = z.object({ status: z.literal('ok').meta({ description: 'ok: the process lives.' }) });
const ready = z.object({
  status: z
    .enum(['ready', 'starting', 'not_ready'])
    .meta({ description: 'ready: it can take and answer everything.' }),
  missing: z
    .array(z.string())
    .meta({ description: 'What does not answer: clickhouse, postgresql, pipeline.' }),
});

@ApiTags('Health')
@Public()
@Controller()
export class HealthController {
  constructor(private readonly readiness: ReadinessService) {}

  @Get('healthz')
  @ApiOperation({ operationId: 'getHealth', summary: 'Whether the process lives' })
  @ApiResponse({ status: 200, description: 'It does.', standardSchema: alive })
  health(): z.infer<typeof alive> {
    return { status: 'ok' };
  }

  @Get('readyz')
  @ApiOperation({ operationId: 'getReadiness', summary: 'Whether it can take and answer everything' })
  @ApiResponse({ status: 200, description: 'It can.', standardSchema: ready })
  @ApiResponse({ status: 503, description: 'Something is missing.', standardSchema: ready })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<z.infer<typeof ready>> {
    const missing = await this.readiness.missing();
    if (missing.length === 0) return { status: 'ready', missing };
    reply.status(503);
    return { status: 'not_ready', missing };
  }
}
