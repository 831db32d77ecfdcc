import { EVENT_FIELDS } from '../contract/event-fields.ts';
import { type Batch, type BatchAnswer, EventSender } from '../sender/event-sender.ts';
import { untilCounted } from '../sender/until-counted.ts';
import { eventsOfFile, type ReadRow } from './events-of-file.ts';
import type { ImportCounts } from './import-counts.ts';
import type { Mapping } from './mapping/mapping.ts';
import type { InputFile } from './readers/input-file.ts';
import type { RejectsFile } from './rejects-file.ts';

export interface ImportOptions {
  file: InputFile;
  mapping: Mapping | undefined;
  url: string;
  key: string;
  rejects: RejectsFile;
  /** Counted up while the import runs, for the progress display. */
  counts: ImportCounts;
  signal: AbortSignal;
}

/** How long one batch is tried, and its counting waited for, before the import gives up. */
const GIVE_UP_AFTER_MS = 10 * 60_000;

type Origin = Pick<ReadRow, 'line' | 'row'>;

/**
 * Sends every event of a file and waits until all are in every answer. Memory stays bounded however long the file is: reading waits for sending.
 * An import that was broken off is simply run again: the ids come from the file, so what was counted is not counted twice.
 */
export async function runImport(options: ImportOptions): Promise<void> {
  const { file, mapping, url, key, rejects, counts, signal } = options;
  const sender = new EventSender<Origin>(
    { url, key, backfill: true, giveUpAfterMs: GIVE_UP_AFTER_MS, signal },
    (batch, answer) => book(batch, answer, counts, rejects),
  );
  for await (const { line, row, events, reject } of eventsOfFile(file, mapping)) {
    signal.throwIfAborted();
    counts.rows = row;
    if (reject !== undefined) {
      rejects.add(reject);
      counts.rejected += 1;
    }
    for (const event of events) {
      const full = sender.add(event, { line, row });
      if (full !== undefined) await full;
    }
  }
  await sender.finish();
  await untilCounted({ url, key, giveUpAfterMs: GIVE_UP_AFTER_MS, signal });
}

function book(batch: Batch<Origin>, answer: BatchAnswer, counts: ImportCounts, rejects: RejectsFile): void {
  counts.sent += batch.lines.length;
  counts.accepted += answer.accepted;
  counts.duplicates += answer.duplicates;
  counts.rejected += answer.rejected;
  const named = new Set<number>();
  for (const { index, code, path } of answer.errors) {
    const origin = batch.origins[index];
    if (origin === undefined || named.has(index)) continue;
    named.add(index);
    rejects.add({ ...origin, code, path, reason: reasonFor(code, path) });
  }
  const first = batch.origins[0];
  const last = batch.origins.at(-1);
  const unnamed = answer.rejected - named.size;
  if (unnamed > 0 && first !== undefined && last !== undefined) {
    const reason = `${unnamed} more events of the lines ${first.line} to ${last.line} were rejected; the server keeps them with their reasons`;
    rejects.add({ ...first, code: 'more_rejected', path: '', reason });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  id_conflict:
    'another event with the same source and id is stored; do two files, or two rows, give the same ids?',
  in_future: 'the time lies in the future',
  too_old: 'the time lies before what the server takes',
  too_large: 'the event is too large',
  unknown_type: 'there is no such type of event',
  missing_field: 'the field is missing',
};

/** The server's own words may quote the value, which may be personal: ours say only what would be right. */
function reasonFor(code: string, path: string): string {
  const name = path.replace(/^data\./, '');
  const fields = Object.values(EVENT_FIELDS).flatMap((shape) => shape.fields);
  const expected = new Set(fields.filter((field) => field.name === name).map((field) => field.kind.expected));
  if (code === 'invalid_value' && path.startsWith('data.') && expected.size > 0)
    return `must be ${[...expected].join(', or ')}`;
  return REASONS[code] ?? 'the server did not take this event';
}
