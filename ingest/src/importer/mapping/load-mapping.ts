import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { ImportProblem } from '../import-problem.ts';
import { checkMapping } from './check-mapping.ts';
import { type Mapping, mappingSchema } from './mapping.ts';

/** Reads and checks a mapping file. @throws ImportProblem that lists everything that is wrong with it, by path. */
export async function loadMapping(path: string): Promise<Mapping> {
  return parseMapping(await textOf(path), path);
}

/** @param name how messages call the mapping. */
export function parseMapping(text: string, name: string): Mapping {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ImportProblem(`The mapping ${name} is not JSON: ${(error as Error).message}.`);
  }
  const parsed = mappingSchema.safeParse(json);
  const problems = parsed.success ? checkMapping(parsed.data) : parsed.error.issues.map(issueLine);
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new ImportProblem(
    `The mapping ${name} needs mending:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
  );
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new ImportProblem(`The mapping ${path} can't be read: ${(error as NodeJS.ErrnoException).code}.`);
  }
}

function issueLine(issue: z.core.$ZodIssue): string {
  const path = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');
  return `${path.replace(/^\./, '') || 'the whole'}: ${issue.message}`;
}
