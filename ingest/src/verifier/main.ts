import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import type { DifferenceKind } from './difference.ts';

interface Options {
  from: string;
  to: string;
  repair?: boolean;
  url: string;
  key?: string;
}

/** The answer of /v1/ingest/verify. */
interface Verification {
  status: 'none' | 'running' | 'complete' | 'failed';
  days_done: number;
  days_total: number;
  counts: Partial<Record<DifferenceKind, number>>;
  differences: { kind: DifferenceKind; bucket: string; subject: string; found: string; expected: string }[];
  message?: string;
}

const LOOK_EVERY_MS = 500;
const EXIT_DIFFERENT = 1;
const EXIT_FAILED = 2;

const command = new Command('verify')
  .description(
    'Asks a running Breakeven to recompute a range from its stored events and to compare that with everything stored.',
  )
  .requiredOption('--from <time>', 'start of the range: a day in UTC such as 2026-10-01, or RFC 3339')
  .requiredOption('--to <time>', 'its end, exclusive')
  .option('--repair', 'mend what differs')
  .option('--url <address>', 'where Breakeven listens', `http://127.0.0.1:${process.env.PORT || 3000}`)
  .option(
    '--key <key>',
    'API key with scope admin; by default BREAKEVEN_API_KEY or ADMIN_API_KEY of the environment',
  )
  .addHelpText('after', '\nExit code: 0 nothing differs, 1 something differs (or did: --repair), 2 failed.');

process.exitCode = await main(command.parse().opts<Options>());

async function main({ from, to, repair = false, url, key }: Options): Promise<number> {
  try {
    const token = key ?? (process.env.BREAKEVEN_API_KEY || process.env.ADMIN_API_KEY);
    if (token === undefined || token === '')
      throw new Error('There is no API key: give one with scope admin by --key or BREAKEVEN_API_KEY.');
    const address = `${url.replace(/\/+$/, '')}/v1/ingest/verify`;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ from, to, repair });
    let state = await answerOf(await fetch(address, { method: 'POST', headers, body }));
    while (state.status === 'running') {
      await sleep(LOOK_EVERY_MS);
      state = await answerOf(await fetch(address, { headers }));
    }
    if (state.status !== 'complete')
      throw new Error(state.message ?? 'The server was started again meanwhile.');
    return report(state, repair);
  } catch (error) {
    console.error((error as Error).message);
    return EXIT_FAILED;
  }
}

async function answerOf(response: Response): Promise<Verification> {
  const answer = (await response.json()) as Verification & { title?: string; detail?: string };
  if (!response.ok) throw new Error([answer.title, answer.detail].filter(Boolean).join(': '));
  return answer;
}

function report({ counts, differences, days_total }: Verification, repair: boolean): number {
  const kinds = Object.entries(counts);
  if (kinds.length === 0) {
    console.log(`Nothing differs: ${days_total} days are what their events say.`);
    return 0;
  }
  console.table(
    Object.fromEntries(kinds.map(([kind, rows]) => [kind, { [repair ? 'mended' : 'different']: rows }])),
  );
  for (const { kind, bucket, subject, found, expected } of differences)
    console.log(`${bucket} ${kind} ${subject}: ${found || 'nothing'} instead of ${expected || 'nothing'}`);
  const all = kinds.reduce((sum, [, rows]) => sum + rows, 0);
  if (all > differences.length) console.log(`... and ${all - differences.length} more.`);
  return EXIT_DIFFERENT;
}
