import { Controller, Get, Header } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { register } from 'prom-client';
import { Public } from '../common/access.ts';

@ApiTags('Health')
@Public()
@Controller('metrics')
export class MetricsController {
  @Get()
  @Header('content-type', register.contentType)
  @ApiOperation({ operationId: 'getPrometheusMetrics', summary: 'How it is doing, for Prometheus' })
  @ApiResponse({
    status: 200,
    description: 'Prometheus text format.',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  metrics(): Promise<string> {
    return register.metrics();
  }
}
