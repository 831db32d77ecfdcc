import type { ExchangeRate } from './sample-rates.ts';
import type { Rate } from './scenarios/price-rise.ts';
import type { Server } from './server.ts';

/** Adds the sample's prices and exchange rates, but for those that are there already: a second run adds nothing. */
export async function postRates(
  server: Server,
  rates: readonly Rate[],
  exchangeRates: readonly ExchangeRate[],
): Promise<void> {
  await postMissing(server, '/v1/rates', rates, ({ resource, match, price, currency, valid_from }) =>
    JSON.stringify([
      resource,
      Object.entries(match ?? {}).sort(),
      Number(price),
      currency,
      Date.parse(valid_from),
    ]),
  );
  await postMissing(server, '/v1/fx-rates', exchangeRates, ({ date, base, quote }) =>
    JSON.stringify([date, base, quote]),
  );
}

async function postMissing<T>(
  server: Server,
  path: string,
  wanted: readonly T[],
  identity: (one: T) => string,
): Promise<void> {
  const { items } = (await server.request('GET', path)) as { items: T[] };
  const known = new Set(items.map(identity));
  const missing = wanted.filter((one) => !known.has(identity(one)));
  if (missing.length > 0) await server.request('POST', path, missing);
}
