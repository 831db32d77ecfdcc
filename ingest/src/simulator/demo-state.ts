import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** What a demonstration has to remember to go on after a stop as if it had never stopped. */
export interface DemoState {
  seed: number;
  generations_per_day: number;
  /** When the demonstration began: its history ends here and its story is told from here. RFC 3339. */
  began_at: string;
  /** Everything that was sent before this instant has arrived. RFC 3339; null before the first. */
  sent_until: string | null;
}

export function readDemoState(path: string): DemoState | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as DemoState;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export function writeDemoState(path: string, state: DemoState): void {
  writeFileSync(`${path}.next`, JSON.stringify(state));
  renameSync(`${path}.next`, path);
}
