import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ImportProblem } from '../import-problem.ts';

/** A file to import: what it is, by its content, and how far it has been read. */
export interface InputFile {
  path: string;
  gzipped: boolean;
  /** Size on disk in bytes. */
  size: number;
  /** Bytes of the file on disk that have been read so far. */
  bytesRead: number;
}

/** Looks at the first bytes of a file: its name may say anything, or nothing. */
export async function inputFile(path: string): Promise<InputFile> {
  const size = await sizeOf(path);
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return { path, gzipped: bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b, size, bytesRead: 0 };
  } finally {
    await handle.close();
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    const stats = await stat(path);
    if (stats.isFile()) return stats.size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new ImportProblem(`There is no file ${path}.`);
    throw error;
  }
  throw new ImportProblem(`${path} is not a file.`);
}

/** The file's content, unpacked, as a stream. Counts `bytesRead` of the file as it goes. */
export function openContent(file: InputFile): Readable {
  const raw = createReadStream(file.path, { highWaterMark: 256 * 1024 });
  raw.on('data', (chunk) => {
    file.bytesRead += chunk.length;
  });
  if (!file.gzipped) return raw;
  const unpacked = raw.pipe(createGunzip());
  raw.on('error', (error) => unpacked.destroy(error));
  unpacked.on('error', () => raw.destroy());
  return unpacked;
}
