import type { Rejection } from '../reports.ts';
import type { BatchAnswer } from './batch-answer.ts';

/** The rejected events that an answer names, each once, with all that is wrong with it. */
export function rejectionsOf(lines: readonly string[], answer: BatchAnswer): Rejection[] {
  const found = new Map<number, Rejection>();
  for (const { index, code, path, message } of answer.errors) {
    const line = lines[index];
    if (line === undefined) continue;
    const rejection: Rejection = found.get(index) ?? { event: JSON.parse(line), index, errors: [] };
    rejection.errors.push({ code, path, message });
    found.set(index, rejection);
  }
  return [...found.values()];
}
