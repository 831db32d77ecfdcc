import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Route } from '../common/route.ts';
import { endOfRequest } from '../reports/end-of-request.ts';
import { generationAnswer } from './generation.schemas.ts';
import { GenerationService } from './generation.service.ts';

const param = z.object({
  id: z.string().min(1).max(128).meta({ description: 'Id of the generation: the `subject` of its events.' }),
});

@Controller('v1/generations')
export class GenerationController {
  constructor(private readonly generations: GenerationService) {}

  @Get(':id')
  @Route({
    access: 'read',
    tag: 'Events',
    id: 'getGeneration',
    summary: 'One generation: its events, its cost line by line, its revenue, its verdicts',
    answer: { status: 200, description: 'The generation.', schema: generationAnswer },
    problems: [404, 422],
  })
  get(
    @Param({ schema: param }) { id }: z.output<typeof param>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.generations.get(id, endOfRequest(reply));
  }
}
