import { Command } from 'commander';
import { SendFailed } from '../sender/send-failed.ts';
import type { ImportCounts } from './import-counts.ts';
import { ImportProblem } from './import-problem.ts';
import { loadMapping } from './mapping/load-mapping.ts';
import { showProgress } from './progress-display.ts';
import { inputFile } from './readers/input-file.ts';
import { RejectsFile } from './rejects-file.ts';
import { runImport } from './run-import.ts';

interface Options {
  file: string;
  mapping?: string;
  url: string;
  key?: string;
  rejects?: string;
}

const EXIT_FAILED = 1;
const EXIT_SOME_REJECTED = 2;

const command = new Command('import')
  .description(
    'Sends a file of past events to a running Breakeven: NDJSON of events, or CSV or Parquet with a mapping; gzipped or not.',
  )
  .requiredOption('--file <path>', 'the file to import')
  .option(
    '--mapping <path>',
    'how rows become events; needed for CSV and Parquet (see docs/examples/README.md)',
  )
  .option('--url <address>', 'where Breakeven listens', `http://127.0.0.1:${process.env.PORT || 3000}`)
  .option(
    '--key <key>',
    'API key with scope admin; by default BREAKEVEN_API_KEY or ADMIN_API_KEY of the environment',
  )
  .option('--rejects <path>', 'where rows that were not taken are listed (default: <file>.rejected.ndjson)')
  .addHelpText(
    'after',
    '\nExit code: 0 everything is in, 1 failed (run it again, nothing is added twice), 2 some rows were rejected.',
  );

const counts: ImportCounts = { rows: 0, sent: 0, accepted: 0, duplicates: 0, rejected: 0 };
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());

process.exitCode = await main(command.parse().opts<Options>());

async function main(options: Options): Promise<number> {
  let rejects: RejectsFile | undefined;
  let stopProgress = () => {};
  let failure: string | undefined;
  try {
    const key = options.key ?? (process.env.BREAKEVEN_API_KEY || process.env.ADMIN_API_KEY);
    if (key === undefined || key === '') throw new ImportProblem(NO_KEY);
    const mapping = options.mapping === undefined ? undefined : await loadMapping(options.mapping);
    const file = await inputFile(options.file);
    rejects = new RejectsFile(options.rejects ?? `${options.file}.rejected.ndjson`);
    stopProgress = showProgress(file, counts, process.stderr);
    const url = options.url.replace(/\/+$/, '');
    await runImport({ file, mapping, url, key, rejects, counts, signal: interrupted.signal });
  } catch (error) {
    failure = wordsFor(error);
    // Other batches may still wait for their next try: they end with the import.
    interrupted.abort();
  } finally {
    stopProgress();
    rejects?.close();
  }
  report(rejects, failure);
  if (failure !== undefined) return EXIT_FAILED;
  return counts.rejected > 0 ? EXIT_SOME_REJECTED : 0;
}

const NO_KEY =
  'There is no API key. Give one with scope admin by --key or BREAKEVEN_API_KEY: make it on the settings page, or start the server with ADMIN_API_KEY set.';

function wordsFor(error: unknown): string {
  if (interrupted.signal.aborted)
    return 'Interrupted. Run the same command again to go on: nothing is added twice.';
  if (error instanceof ImportProblem) return error.message;
  if (error instanceof SendFailed)
    return `${error.message} Run the same command again to go on: nothing is added twice.`;
  return `The import failed: ${error instanceof Error ? error.message : String(error)}`;
}

/** On a terminal a sentence, otherwise one line of JSON on stdout for programs; problems always go to stderr. */
function report(rejects: RejectsFile | undefined, failure: string | undefined): void {
  const kept = rejects !== undefined && rejects.count > 0 ? rejects.path : undefined;
  if (process.stdout.isTTY) {
    const { rows, sent, accepted, duplicates, rejected } = counts;
    console.log(
      `${rows} rows read, ${sent} events sent: ${accepted} accepted, ${duplicates} duplicates, ${rejected} rejected.`,
    );
    if (kept !== undefined) console.log(`The rejected ones are listed in ${kept}.`);
  } else
    console.log(
      JSON.stringify({
        ...counts,
        ...(kept !== undefined && { rejects: kept }),
        complete: failure === undefined,
      }),
    );
  if (failure !== undefined) console.error(failure);
}
