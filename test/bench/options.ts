import { parseArgs } from 'node:util';

export const CASES = ['plain', 'gzip', 'burst', 'small-batches', 'live', 'single', 'soak'] as const;
export type Case = (typeof CASES)[number];

export interface BenchOptions {
  /** Of each sustained load. */
  seconds: number;
  soakSeconds: number;
  only: ReadonlySet<Case>;
  /** How often the short cases are repeated. */
  repeats: number;
  port: number;
  /** Of the product's Node process. */
  nodeFlags: string[];
}

export const USAGE = `npm run --silent bench:ingest -- [options] > result.json

  --seconds <n>   of each sustained load (60)
  --only <cases>  some of ${CASES.join(', ')} (all but soak); raw inserts run beside them
  --soak          the soak alone: ten minutes
  --quick         a few seconds of each case and once only: does it work? The figures mean nothing
  --port <n>      of the product (5400)
  --node-flags <flags>  of the product's process, such as --perf-basic-prof for a profile by perf
`;

/** @throws Error with a sentence when an option is wrong */
export function readOptions(args: string[]): BenchOptions | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: 'string', default: '60' },
      only: { type: 'string' },
      soak: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      port: { type: 'string', default: '5400' },
      'node-flags': { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const standard = CASES.filter((name) => (name === 'soak') === values.soak || values.quick);
  const only = values.only?.split(',') ?? standard;
  for (const name of only) {
    if (!isCase(name)) throw new Error(`There is no case ${name}; there are ${CASES.join(', ')}.`);
  }
  return {
    seconds: values.quick ? 4 : wholeNumber('--seconds', values.seconds),
    soakSeconds: values.quick ? 10 : 600,
    repeats: values.quick ? 1 : 3,
    only: new Set(only.filter(isCase)),
    port: wholeNumber('--port', values.port),
    nodeFlags: values['node-flags'].split(' ').filter((flag) => flag !== ''),
  };
}

function isCase(name: string): name is Case {
  return (CASES as readonly string[]).includes(name);
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new Error(`${option} must be a whole number above 0, not ${text}.`);
}
