import type { BreakevenClient, WaitOptions } from './breakeven-client.ts';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * For a service without a shutdown of its own: closes the client on SIGTERM and Ctrl-C, then lets the signal end the
 * process as it would have. A service that has its own shutdown calls `close()` at the end of it instead.
 */
export function closeOnSignals(client: BreakevenClient, options?: WaitOptions): void {
  for (const signal of SIGNALS) {
    process.once(signal, async () => {
      await client.close(options);
      // Whoever else listens for it ends the process when it sees fit.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    });
  }
}
