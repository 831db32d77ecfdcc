// Before every command that needs packages: a fresh clone has none.
import { ensureInstall } from './ensure-install.mjs';
import { machineProblem, thisMachine } from './machine-problem.mjs';

const problem = machineProblem(thisMachine());
if (problem) {
  console.error(problem);
  process.exit(1);
}
ensureInstall();
