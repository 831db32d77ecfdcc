import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answer, Command, Content, Order, Report } from './generator-messages.ts';
import type { LoadOptions, LoadResult } from './send-load.ts';

type Progress = Extract<Answer, { kind: 'progress' }>;

/** The process that makes the load. */
export interface Generator {
  pid: number;
  load(
    options: LoadOptions,
    content: Content,
    onProgress?: (progress: Progress) => void,
  ): Promise<LoadResult>;
  prepare(command: Exclude<Command, { kind: 'load' }>): Promise<void>;
  stop(): Promise<void>;
}

/** Answers once it is ready to send. */
export async function startGenerator(): Promise<Generator> {
  const child = fork(fileURLToPath(new URL('./generator-process.js', import.meta.url)));
  const [first] = (await once(child, 'message')) as [Report];
  if (first.kind !== 'ready') throw new Error('The load generator did not get ready.');
  let orders = 0;

  function order(
    command: Command,
    onProgress?: (progress: Progress) => void,
  ): Promise<LoadResult | undefined> {
    orders += 1;
    const id = orders;
    return new Promise((resolve, reject) => {
      const ended = () => {
        const how = child.signalCode ?? `code ${child.exitCode}`;
        reject(new Error(`The load generator ended unexpectedly (${how}).`));
      };
      const listen = (report: Answer) => {
        if (report.id !== id) return;
        if (report.kind === 'progress') {
          onProgress?.(report);
          return;
        }
        child.off('message', listen).off('exit', ended);
        if (report.kind === 'done') resolve(report.result);
        else reject(new Error(report.message));
      };
      child.on('message', listen).once('exit', ended);
      child.send({ id, command } satisfies Order, (error) => error && ended());
    });
  }

  return {
    pid: child.pid!,
    load: async (options, content, onProgress) =>
      (await order({ kind: 'load', options, content }, onProgress))!,
    async prepare(command) {
      await order(command);
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
