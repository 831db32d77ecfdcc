import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type InputFile, openContent } from './input-file.ts';

/** A Parquet file is read from its end, so a gzipped one is unpacked into a temporary file first. */
export async function unpackedCopy(file: InputFile): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'breakeven-import-'));
  const path = join(folder, 'unpacked.parquet');
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await pipeline(openContent({ ...file }), createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, remove };
}
