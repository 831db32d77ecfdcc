import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { MAX_BODY_BYTES } from './limits.ts';
import { RequestRefused } from './request-refused.ts';

const DECOMPRESSORS = new Map([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['br', brotliDecompressSync],
]);

/**
 * The body as it was before the sender compressed it. A body that grows beyond the limit is given up as soon as it does.
 * @param contentEncoding header Content-Encoding
 * @throws RequestRefused
 */
export function decompress(body: Uint8Array, contentEncoding: string | undefined): Uint8Array {
  const encoding = contentEncoding?.trim().toLowerCase() || 'identity';
  if (encoding === 'identity') {
    if (body.byteLength > MAX_BODY_BYTES) throw tooLarge();
    return body;
  }
  const decompressor = DECOMPRESSORS.get(encoding);
  if (decompressor === undefined) {
    const detail = 'Content-Encoding must be gzip, br or identity.';
    throw new RequestRefused(415, 'unsupported_encoding', 'Unsupported content encoding', detail);
  }
  try {
    return decompressor(body, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    const detail = `The body is not what Content-Encoding says: ${encoding}.`;
    throw new RequestRefused(400, 'invalid_encoding', 'Unreadable body', detail);
  }
}

function tooLarge(): RequestRefused {
  const detail = `A request holds at most ${MAX_BODY_BYTES / 1024 / 1024} MiB after decompression; send the events in several requests.`;
  return new RequestRefused(413, 'too_large', 'Request too large', detail);
}
