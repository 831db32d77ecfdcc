/** An HTTP answer, as far as a load generator looks at it. */
export interface HttpAnswer {
  status: number;
  /** Status line and headers, in lower case. */
  head: string;
  body: string;
}

/** Reads the answers of one connection that waits for one answer at a time. */
export class AnswerReader {
  #pending: Buffer | undefined;

  /** Takes the next bytes. @returns the answer once it is whole */
  feed(chunk: Buffer): HttpAnswer | undefined {
    const bytes = this.#pending === undefined ? chunk : Buffer.concat([this.#pending, chunk]);
    const answer = readAnswer(bytes);
    this.#pending = answer === undefined ? bytes : undefined;
    return answer;
  }
}

function readAnswer(bytes: Buffer): HttpAnswer | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const head = bytes.toString('latin1', 0, headEnd).toLowerCase();
  const body = head.includes('\r\ntransfer-encoding: chunked')
    ? readChunks(bytes, headEnd + 4)
    : readLength(bytes, headEnd + 4, Number(headerOf(head, 'content-length') ?? 0));
  return body === undefined ? undefined : { status: Number(head.slice(9, 12)), head, body };
}

function readLength(bytes: Buffer, start: number, length: number): string | undefined {
  return bytes.length < start + length ? undefined : bytes.toString('utf8', start, start + length);
}

function readChunks(bytes: Buffer, start: number): string | undefined {
  let body = '';
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd === -1) return undefined;
    const length = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const next = lineEnd + 2 + length + 2;
    if (bytes.length < next) return undefined;
    if (length === 0) return body;
    body += bytes.toString('utf8', lineEnd + 2, lineEnd + 2 + length);
    at = next;
  }
}

/** A header of an answer's head. @param name in lower case */
export function headerOf(head: string, name: string): string | undefined {
  const at = head.indexOf(`\r\n${name}:`);
  if (at === -1) return undefined;
  const end = head.indexOf('\r\n', at + 2);
  return head.slice(at + name.length + 3, end === -1 ? undefined : end).trim();
}
