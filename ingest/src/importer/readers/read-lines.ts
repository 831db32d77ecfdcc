/** A line of a text file without its end, or `text: null` for one that is too long to be kept. */
export interface Line {
  line: number;
  text: string | null;
}

const NEWLINE = 0x0a;

/**
 * Splits a stream into its lines. A line longer than `bytesMax` is skipped as it passes by, so a file without line ends
 * (a JSON array, a wrong file) can't fill the memory.
 */
export async function* readLines(content: AsyncIterable<Buffer>, bytesMax: number): AsyncGenerator<Line> {
  let line = 1;
  let parts: Buffer[] = [];
  let length = 0;
  const take = (piece: Buffer): void => {
    length += piece.length;
    if (length <= bytesMax) parts.push(piece);
    else parts = [];
  };
  const finish = (): Line => {
    const text = length > bytesMax ? null : Buffer.concat(parts).toString('utf8').replace(/\r$/, '');
    parts = [];
    length = 0;
    const done = { line, text: line === 1 && text !== null ? text.replace(/^\uFEFF/, '') : text };
    line += 1;
    return done;
  };
  for await (const chunk of content) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      take(chunk.subarray(start, end));
      yield finish();
      start = end + 1;
    }
    take(chunk.subarray(start));
  }
  if (length > 0) yield finish();
}
