import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Json } from '../support/api.ts';

/** Says what of an answer is not in the OpenAPI document, in a sentence; undefined when all of it is. */
export type DocumentedAnswer = (
  status: number,
  contentType: string | undefined,
  body: unknown,
) => string | undefined;

/** @param document the parsed OpenAPI document, whose schemas are JSON Schema 2020-12 */
export function documentedAnswer(document: Json, path: string, method: 'get' | 'post'): DocumentedAnswer {
  const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'openapi');
  const { responses } = document.paths[path][method];
  const pointer = (...names: string[]) =>
    names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return (status, contentType = '', body) => {
    const response = responses[status];
    if (response === undefined) return `the status ${status} is not documented`;
    const [type = ''] = contentType.split(';');
    if (response.content?.[type] === undefined) return `${status} with ${contentType} is not documented`;
    const at = pointer('paths', path, method, 'responses', String(status), 'content', type, 'schema');
    const validate = ajv.getSchema(`openapi#${encodeURI(at)}`);
    if (validate === undefined) throw new Error(`There is no schema at ${at}`);
    return validate(body) ? undefined : `the answer is not as documented: ${ajv.errorsText(validate.errors)}`;
  };
}
