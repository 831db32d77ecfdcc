import { readOptions, USAGE } from './options.ts';
import { ratiosOf } from './ratios-of.ts';
import { runCases } from './run-cases.ts';

// Whoever ends the benchmark ends its servers too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const options = readOptions(process.argv.slice(2));
if (options === 'help') console.error(USAGE);
else {
  const result = await runCases(options);
  console.log(JSON.stringify({ ...result, ratios: ratiosOf(result) }, undefined, 1));
  if (result.failures.length > 0) process.exitCode = 1;
}
