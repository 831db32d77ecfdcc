import { expect, test } from 'vitest';
import { machineProblem, thisMachine } from './machine-problem.mjs';

const linux = { nodeVersion: '20.19.0', platform: 'linux', arch: 'x64', isMusl: false, environment: {} };
const external = { CLICKHOUSE_URL: 'http://host', DATABASE_URL: 'postgres://host' };

test('the machines that we say we run on have no problem', () => {
  expect(machineProblem(thisMachine())).toBeUndefined();
  for (const machine of [
    { arch: 'arm64' },
    { platform: 'darwin', arch: 'arm64' },
    { nodeVersion: '24.1.0' },
  ]) {
    expect(machineProblem({ ...linux, ...machine })).toBeUndefined();
  }
});

test('an old Node is named with the version that it must have', () => {
  for (const nodeVersion of ['18.20.8', '20.18.3']) {
    expect(machineProblem({ ...linux, nodeVersion })).toBe(
      `Breakeven needs Node 20.19 or later; this is Node ${nodeVersion}.`,
    );
  }
});

test('where the embedded engines have no build, the settings for other ones are named', () => {
  for (const machine of [{ isMusl: true }, { arch: 'riscv64' }, { platform: 'freebsd' }]) {
    const problem = machineProblem({ ...linux, ...machine });
    expect(problem).toMatch(/CLICKHOUSE_URL and DATABASE_URL/);
    expect(problem).not.toContain('\n');
    expect(machineProblem({ ...linux, ...machine, environment: external })).toBeUndefined();
  }
});

test('Windows is told what works there', () => {
  expect(machineProblem({ ...linux, platform: 'win32', environment: external })).toMatch(/WSL 2/);
});
