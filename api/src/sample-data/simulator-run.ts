import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Logger } from '@nestjs/common';

export interface Progress {
  sent: number;
  total: number;
}

/** How a run ended: undefined = well; else why not, in words for a person. */
export type Failure = string | undefined;

export interface SimulatorRun {
  ended: Promise<Failure>;
  stop(): void;
}

const MESSAGE_MAX = 4000;
const logger = new Logger('Simulator');

/**
 * Runs the simulator's history in a process of its own, so that making events takes no time from answering requests.
 * It sends to the server's own address, like any other service.
 */
export function runSimulator(
  url: string,
  key: string,
  onProgress: (progress: Progress) => void,
): SimulatorRun {
  const script = fileURLToPath(import.meta.resolve('@breakeven/ingest/simulator/main'));
  // The key goes by the environment, because everybody on the machine can read the arguments of a program. The channel
  // ends the simulator when this process ends, however that comes.
  const child = fork(script, ['history', '--url', url], {
    env: { PATH: process.env.PATH, BREAKEVEN_API_KEY: key },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const progress = readProgress(line);
    if (progress) onProgress(progress);
  });
  return { ended: endOf(child, key), stop: () => child.kill('SIGTERM') };
}

async function endOf(child: ChildProcess, key: string): Promise<Failure> {
  let words = '';
  child.stderr?.on('data', (chunk) => {
    words = (words + chunk).slice(-MESSAGE_MAX);
  });
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`The simulator could not be started: ${error.message}`));
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(undefined);
      const said = words.replaceAll(key, '[secret]').trim();
      const isForPeople = said !== '' && !said.includes('\n');
      if (!isForPeople) logger.error(said);
      resolve(
        isForPeople
          ? said
          : `The simulator ended with ${signal ?? `code ${code}`}; the server's log tells more.`,
      );
    });
  });
}

function readProgress(line: string): Progress | undefined {
  try {
    const { sent, total } = JSON.parse(line);
    if (Number.isSafeInteger(sent) && Number.isSafeInteger(total)) return { sent, total };
  } catch {
    // Not every line that a program writes is for us.
  }
  return undefined;
}
