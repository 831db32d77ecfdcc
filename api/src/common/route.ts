import { STATUS_CODES } from 'node:http';
import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type AccessScope, Public, RequireScope } from './access.ts';

export interface RouteAnswer {
  status: number;
  description: string;
  schema?: z.ZodType;
}

export interface RouteOptions {
  /** The scope that the caller needs; `public`: none. */
  access: AccessScope | 'public';
  tag: string;
  /** The operationId: the name of the call in every generated client. Never changed. */
  id: string;
  summary: string;
  description?: string;
  answer: RouteAnswer;
  /** Further answers that are no problems. */
  otherAnswers?: RouteAnswer[];
  /** Statuses of the problems that this route can answer, beside 400, 401, 403 and 500. */
  problems?: number[];
}

/** What a route is: who may call it, what it answers, and how the OpenAPI document tells of it. */
export function Route(options: RouteOptions) {
  const { access, tag, id, summary, description, answer, otherAnswers = [], problems = [] } = options;
  const isPublic = access === 'public';
  const statuses = [...new Set([400, ...(isPublic ? [] : [401, 403]), ...problems, 500])].sort();
  return applyDecorators(
    HttpCode(answer.status),
    ApiTags(tag),
    ApiOperation({ operationId: id, summary, description: describe(description, access) }),
    ...[answer, ...otherAnswers].map(documentAnswer),
    ...statuses.map((status) =>
      ApiResponse({
        ...{ status, description: STATUS_CODES[status]!, content: problemContent },
        ...(tryAgain.has(status) && { headers: retryAfter }),
      }),
    ),
    ...(isPublic ? [Public()] : [RequireScope(access), ApiBearerAuth('key'), ApiCookieAuth('session')]),
  );
}

function documentAnswer({ status, description, schema }: RouteAnswer) {
  return ApiResponse({ status, description, ...(schema && { standardSchema: schema }) });
}

const problemContent = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

const tryAgain = new Set([429, 503]);
const retryAfter = {
  'Retry-After': {
    description: 'Seconds after which to send the same request again; nothing of it was done.',
    schema: { type: 'integer' as const, minimum: 1 },
  },
};

function describe(description: string | undefined, access: RouteOptions['access']): string {
  const needs = access === 'public' ? 'Anybody may call it.' : `Needs the scope \`${access}\`.`;
  return [description, needs].filter(Boolean).join('\n\n');
}
