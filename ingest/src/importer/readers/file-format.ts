import { type InputFile, openContent } from './input-file.ts';

export type FileFormat = 'ndjson' | 'csv' | 'parquet' | 'empty';

/** Tells the format from the first bytes of the unpacked content. What is neither Parquet nor JSON can only be CSV. */
export async function fileFormat(file: InputFile): Promise<FileFormat> {
  const start = await firstBytes(file);
  if (start.length === 0) return 'empty';
  if (start.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet';
  return /^\uFEFF?\s*[{[]/.test(start.toString('utf8')) ? 'ndjson' : 'csv';
}

async function firstBytes(file: InputFile): Promise<Buffer> {
  const content = openContent({ ...file });
  try {
    for await (const chunk of content) return (chunk as Buffer).subarray(0, 1024);
    return Buffer.alloc(0);
  } finally {
    content.destroy();
  }
}
