// npm run demo: the server on data of its own (./data-demo), and an invented service that sends it a history of 30 days
// and goes on living. Stopped and started again, it goes on where it was.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from './repository.mjs';

const dataDir = join(root, 'data-demo');
process.env.DATA_DIR = dataDir;
process.env.ADMIN_API_KEY ||= randomBytes(24).toString('base64url');
process.setSourceMapsEnabled(true);
await import('../api/.out/main.js');

const url = `http://${process.env.HOST || '127.0.0.1'}:${process.env.PORT || 3000}`;
while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok) await sleep(200);

const simulator = spawn(
  process.execPath,
  [
    join(root, 'ingest/.out/simulator/main.js'),
    'demo',
    '--url',
    url,
    '--state',
    join(dataDir, 'simulator.json'),
  ],
  {
    // Over the last one the simulator notices that this process is gone, even when it was killed.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, BREAKEVEN_API_KEY: process.env.ADMIN_API_KEY },
  },
);
for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit']) process.on(event, () => simulator.kill());
