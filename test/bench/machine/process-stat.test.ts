import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseProcessStat } from './process-stat.ts';

test('a line of /proc/<pid>/stat is read, whatever the name of the process', () => {
  const line =
    '4711 (a) b (c) S 42 4711 4711 0 -1 4194304 100 200 0 0 150 50 1200 34 20 0 11 0 1234 5678 910 18446744073709551615';
  expect(parseProcessStat(line)).toEqual({ name: 'a) b (c', parent: 42, cpu: 2, endedChildrenCpu: 12.34 });
});

test('the line of this process says what the process knows of itself', () => {
  const { parent, cpu } = parseProcessStat(readFileSync('/proc/self/stat', 'utf8'));
  const { user, system } = process.cpuUsage();
  expect(parent).toBe(process.ppid);
  expect(Math.abs(cpu - (user + system) / 1e6)).toBeLessThan(0.5);
});
