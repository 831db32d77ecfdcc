import { BreakevenClient, closeOnSignals } from '@breakeven/client';

const breakeven = new BreakevenClient({
  url: process.env.BREAKEVEN_URL ?? 'http://127.0.0.1:3000',
  key: process.env.BREAKEVEN_API_KEY ?? '',
  source: 'gpu-worker',
  onError: (error) => console.warn(error.message),
  onRejected: ({ event, errors }) => console.error('rejected', event.type, event.id, errors),
  onDropped: (events, reason) => console.error(`${events.length} events lost: ${reason}`),
});
closeOnSignals(breakeven);

interface Job {
  generation: string;
  attempt: number;
  render(): Promise<{ bytes: number; seconds: number }>;
}

/** One attempt: it costs its GPU seconds whether there is a clip in the end or not. */
async function run(job: Job): Promise<void> {
  const started = performance.now();
  const used = () => ({
    ...{ gpu_model: 'H100', gpu_region: 'eu-west', attempt: job.attempt },
    gpu_seconds: (performance.now() - started) / 1000,
  });
  try {
    const clip = await job.render();
    breakeven.generationCompleted(job.generation, {
      ...{ ...used(), status: 'succeeded', output_bytes: clip.bytes, clip_seconds: clip.seconds },
    });
  } catch {
    breakeven.generationCompleted(job.generation, { ...used(), status: 'failed', error_code: 'render' });
  }
}

await run({ generation: 'g-1', attempt: 1, render: () => Promise.reject(new Error('out of memory')) });
await run({ generation: 'g-1', attempt: 2, render: async () => ({ bytes: 4_200_000, seconds: 5.2 }) });
breakeven.capacityReported({ gpu_model: 'H100', gpu_region: 'eu-west', gpus: 8, interval_seconds: 60 });

// A worker goes on; this one is done.
await breakeven.close();
