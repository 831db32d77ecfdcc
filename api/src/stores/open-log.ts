import { type FileHandle, mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const startAnewBytes = 10_000_000;

/** Opens the log of an engine for appending, readable by its owner alone; a long one is put aside as `<path>.1` first. */
export async function openLog(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const size = await stat(path).then(
    (file) => file.size,
    () => 0,
  );
  if (size > startAnewBytes) await rename(path, `${path}.1`);
  return open(path, 'a', 0o600);
}
