import { RequestRefused } from './request-refused.ts';

/** How the events of a body are written: one, an array, either of the two, or one a line. */
export type BodyForm = 'one' | 'array' | 'one_or_array' | 'lines';

const FORMS: ReadonlyMap<string, BodyForm> = new Map([
  ['application/cloudevents+json', 'one'],
  ['application/cloudevents-batch+json', 'array'],
  ['application/json', 'one_or_array'],
  ['application/x-ndjson', 'lines'],
  ['application/ndjson', 'lines'],
]);

/**
 * @param contentType header Content-Type; its parameters are ignored, because JSON is always UTF-8
 * @throws RequestRefused
 */
export function bodyForm(contentType: string | undefined): BodyForm {
  const [mediaType = ''] = (contentType ?? '').split(';', 1);
  const form = FORMS.get(mediaType.trim().toLowerCase());
  if (form !== undefined) return form;
  const detail =
    'Content-Type must be application/cloudevents+json, application/cloudevents-batch+json, application/json or application/x-ndjson.';
  throw new RequestRefused(415, 'unsupported_media_type', 'Unsupported media type', detail);
}
