/** The server refuses a parameter of 128 KiB, and quotes may be escaped twice: longer arrays are sent in pieces. */
const pieceBytesMax = 30_000;

/**
 * Collects the values of a query. Every value of a caller goes into SQL through here, as a typed parameter and never as
 * text; what is put into SQL as text comes from our own catalog.
 */
export class SqlParameters {
  readonly values: Record<string, unknown> = {};

  /** The placeholder of one value. Names are ours, values are anybody's. */
  add(name: string, type: string, value: string | number): string {
    this.values[name] = value;
    return `{${name}:${type}}`;
  }

  /** The expression of an array of texts or numbers. */
  addArray(name: string, elementType: string, elements: readonly (string | number)[]): string {
    const pieces = inPieces(elements, (element) => Buffer.byteLength(String(element)) + 3);
    return this.concat(name, `Array(${elementType})`, pieces);
  }

  /** The expression of an array of rows of decimal texts; null becomes NULL. The client would quote the decimals. */
  addDecimalTable(name: string, decimals: number, rows: readonly (readonly (string | null)[])[]): string {
    const texts = rows.map((row) => `[${row.map((text) => text ?? 'NULL').join(',')}]`);
    const pieces = inPieces(texts, (text) => text.length + 1).map((piece) => `[${piece.join(',')}]`);
    return this.concat(name, `Array(Array(Nullable(Decimal(76, ${decimals}))))`, pieces);
  }

  private concat(name: string, type: string, pieces: readonly unknown[]): string {
    const placeholders = pieces.map((piece, i) => {
      const pieceName = pieces.length > 1 ? `${name}_${i}` : name;
      this.values[pieceName] = piece;
      return `{${pieceName}:${type}}`;
    });
    return placeholders.length > 1 ? `arrayConcat(${placeholders.join(', ')})` : placeholders[0]!;
  }
}

/** At least one piece, each of at most `pieceBytesMax` or of one element. */
function inPieces<T>(elements: readonly T[], bytesOf: (element: T) => number): T[][] {
  const pieces: T[][] = [[]];
  let bytes = 0;
  for (const element of elements) {
    if (bytes + bytesOf(element) > pieceBytesMax && bytes > 0) {
      pieces.push([]);
      bytes = 0;
    }
    pieces.at(-1)!.push(element);
    bytes += bytesOf(element);
  }
  return pieces;
}
