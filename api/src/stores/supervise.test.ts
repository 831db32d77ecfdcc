import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { type RunningProcess, supervise } from './supervise.ts';

/** Processes that a test ends when it wants to. */
function fakeProcesses() {
  const ends: ((how: string) => void)[] = [];
  const start = async (): Promise<RunningProcess> => {
    let end: (how: string) => void = () => undefined;
    const ended = new Promise<string>((resolve) => {
      end = resolve;
    });
    ends.push(end);
    return {
      ended,
      stop: async () => end('code 0'),
      kill: () => end('SIGKILL'),
    };
  };
  return { ends, start };
}

const logger = pino({ level: 'silent' });

describe('a supervised engine', () => {
  test('is started again when it ends unasked', async () => {
    const { ends, start } = fakeProcesses();
    const engine = await supervise('ClickHouse', start, logger);
    ends[0]!('SIGSEGV');
    await expect.poll(() => ends.length).toBe(2);
    await engine.stop();
  });

  test('is not started again after it was stopped', async () => {
    const { ends, start } = fakeProcesses();
    const engine = await supervise('ClickHouse', start, logger);
    await engine.stop();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(ends).toHaveLength(1);
  });

  test('that ends again and again is given up with a sentence', async () => {
    const { ends, start } = fakeProcesses();
    const engine = await supervise('ClickHouse', start, logger);
    for (let count = 1; count <= 4; count++) {
      await expect.poll(() => ends.length).toBe(count);
      ends[count - 1]!('code 1');
    }
    expect(await engine.failed).toMatch(/^ClickHouse ended 4 times/);
    await engine.stop();
  });

  test('that can not be started again is given up with the reason', async () => {
    const { ends, start } = fakeProcesses();
    let starts = 0;
    const once = () => (starts++ === 0 ? start() : Promise.reject(new Error('disk is full')));
    const engine = await supervise('PostgreSQL', once, logger);
    ends[0]!('SIGKILL');
    expect(await engine.failed).toContain('disk is full');
    await engine.stop();
  });
});
