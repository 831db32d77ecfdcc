import { Presets, SingleBar } from 'cli-progress';
import type { ImportCounts } from './import-counts.ts';
import type { InputFile } from './readers/input-file.ts';

const REFRESH_MS = 250;

/**
 * Shows how far an import is: a bar by the bytes read, rows a second and the time left. Only on a terminal.
 * @returns stops the display.
 */
export function showProgress(file: InputFile, counts: ImportCounts, stream: NodeJS.WriteStream): () => void {
  if (!stream.isTTY) return () => {};
  const started = Date.now();
  const bar = new SingleBar(
    {
      stream,
      hideCursor: true,
      format: '{bar} {percentage}% · {rows} rows · {speed} rows/s · {left} left · {rejected} rejected',
    },
    Presets.shades_classic,
  );
  const payload = () => {
    const seconds = Math.max(0.001, (Date.now() - started) / 1000);
    const done = file.bytesRead / Math.max(1, file.size);
    return {
      rows: counts.rows.toLocaleString('en'),
      speed: Math.round(counts.rows / seconds).toLocaleString('en'),
      left: done > 0 ? duration((seconds * (1 - done)) / done) : '…',
      rejected: counts.rejected.toLocaleString('en'),
    };
  };
  bar.start(Math.max(1, file.size), 0, payload());
  const timer = setInterval(() => bar.update(file.bytesRead, payload()), REFRESH_MS);
  return () => {
    clearInterval(timer);
    bar.update(file.bytesRead, payload());
    bar.stop();
  };
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
