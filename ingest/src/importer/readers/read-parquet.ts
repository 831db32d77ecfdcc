import {
  asyncBufferFromFile,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type SchemaElement,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { ImportProblem } from '../import-problem.ts';
import type { InputFile } from './input-file.ts';
import { parquetCellReader } from './parquet-cell.ts';
import type { Row, RowSource } from './row-source.ts';

/**
 * Reads a Parquet file one row group at a time, and of it only the columns asked for: memory holds one group's columns.
 * @param file what `bytesRead` is counted on.
 * @param path where the file lies unpacked; differs from `file.path` for a gzipped one.
 * @param wanted the columns whose cells are needed; the others are read as ''.
 */
export async function readParquet(
  file: InputFile,
  path: string,
  wanted: ReadonlySet<string>,
): Promise<RowSource> {
  const buffer = await asyncBufferFromFile(path);
  let metadata: FileMetaData;
  try {
    metadata = await parquetMetadataAsync(buffer);
  } catch {
    throw new ImportProblem(`${file.path} is not a readable Parquet file: it ends without a proper footer.`);
  }
  const tops = parquetSchema(metadata).children.map((child) => child.element);
  const readers = tops.map(parquetCellReader);
  for (const element of metadata.schema) readRaw(element);
  const columns = tops.map((element) => element.name);
  const used = columns.filter((name) => wanted.has(name));

  async function* rows(): AsyncGenerator<Row> {
    let start = 0;
    for (const group of metadata.row_groups) {
      const end = start + Number(group.num_rows);
      const values = new Map(used.map((name) => [name, new Array<unknown>(end - start)]));
      await parquetRead({
        file: buffer,
        metadata,
        columns: used,
        compressors,
        utf8: false,
        rowStart: start,
        rowEnd: end,
        onChunk: ({ columnName, columnData, rowStart }) => {
          const column = values.get(columnName);
          if (column === undefined) return;
          for (let i = 0; i < columnData.length; i += 1) column[rowStart - start + i] = columnData[i];
        },
        parsers: { timestampFromNanoseconds: (nanos) => new Date(Number(nanos / 1_000_000n)) },
      });
      const cellColumns = columns.map((name) => values.get(name));
      for (let i = 0; i < end - start; i += 1) {
        const cells = cellColumns.map((column, c) =>
          column === undefined ? '' : (readers[c] as (v: unknown) => string)(column[i]),
        );
        yield { row: start + i + 1, line: start + i + 1, cells };
        file.bytesRead = Math.round((file.size * (start + i + 1)) / Number(metadata.num_rows));
      }
      start = end;
    }
  }
  return { columns, rows: rows() };
}

/** Makes the reader hand out decimals, times and dates as stored; the readers of the cells write them out exactly. */
function readRaw(element: SchemaElement): void {
  const kinds = ['DECIMAL', 'TIMESTAMP', 'DATE'];
  if (element.converted_type?.startsWith('TIMESTAMP') || kinds.includes(element.converted_type ?? '')) {
    delete element.converted_type;
  }
  if (kinds.includes(element.logical_type?.type ?? '')) delete element.logical_type;
}
