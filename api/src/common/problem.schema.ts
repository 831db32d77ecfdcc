import { z } from 'zod';

/** The body of every error, for the OpenAPI document: RFC 9457. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'URI of the kind of problem; about:blank = the status says it.' }),
    title: z.string().meta({ description: 'The kind of problem in a few words.' }),
    status: z.int().meta({ description: 'HTTP status.' }),
    code: z
      .string()
      .meta({ description: 'Stable code for programs, in snake_case.', example: 'invalid_value' }),
    detail: z
      .string()
      .optional()
      .meta({ description: 'What is wrong with this request and what to do, for people.' }),
    errors: z
      .array(
        z.object({
          path: z.string().meta({ description: 'Field, such as `[1].price`; empty = the body as a whole.' }),
          code: z.string().meta({ description: 'Stable code of what is wrong.' }),
          message: z.string().meta({ description: 'What is wrong, for people.' }),
        }),
      )
      .optional()
      .meta({ description: 'Everything that is wrong, field by field.' }),
    request_id: z.string().meta({ description: 'Id of the request, as in `x-request-id` and in the log.' }),
  })
  .meta({
    id: 'Problem',
    description: 'Why a request was not answered as hoped (RFC 9457). Some codes add members.',
  });
