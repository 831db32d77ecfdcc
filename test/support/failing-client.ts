import type { ClickHouseClient } from '@clickhouse/client';

const STATEMENTS = ['exec', 'insert', 'command', 'query'] as const;

/** A client to the same server that fails as the test says. */
export interface FailingClient {
  client: ClickHouseClient;
  /** How many statements were asked for. */
  statements: () => number;
}

/**
 * @param fails asked for each statement by its number (from 0): 'before' = it is not sent, 'after' = it is carried out but
 * the answer is lost
 */
export function failingClient(
  real: ClickHouseClient,
  fails: (statement: number) => 'before' | 'after' | undefined,
): FailingClient {
  let asked = 0;
  const failing = (method: (typeof STATEMENTS)[number]) => async (params: never) => {
    const failure = fails(asked);
    asked += 1;
    if (failure === 'before') throw new Error('connect ECONNREFUSED');
    const result = await (real[method] as (params: never) => Promise<unknown>)(params);
    if (failure === undefined) return result;
    // An exec has been carried out only when its answer was read.
    const { stream } = result as { stream?: AsyncIterable<unknown> };
    if (method === 'exec' && stream) for await (const _ of stream);
    throw new Error('socket hang up');
  };
  const client = new Proxy(real, {
    get: (target, name) =>
      STATEMENTS.includes(name as never) ? failing(name as never) : Reflect.get(target, name, target),
  });
  return { client, statements: () => asked };
}
