import { writeFile } from 'node:fs/promises';
import { describeApi } from './describe-api.ts';

// A command: writes the OpenAPI document that the client of the web is generated from.
const file = new URL('../openapi.json', import.meta.url);
await writeFile(file, `${JSON.stringify(await describeApi(), null, 2)}\n`);
