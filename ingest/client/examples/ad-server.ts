import { BreakevenClient, micros } from '@breakeven/client';

const breakeven = new BreakevenClient({
  url: process.env.BREAKEVEN_URL ?? 'http://127.0.0.1:3000',
  key: process.env.BREAKEVEN_API_KEY ?? '',
  source: 'ad-server',
  onError: (error) => console.warn(error.message),
  onRejected: ({ event, errors }) => console.error('rejected', event.type, event.id, errors),
  onDropped: (events, reason) => console.error(`${events.length} events lost: ${reason}`),
});

/** An ad was seen beside a clip. The id of the impression makes it count once, whoever reports it again. */
function seen(impression: { id: string; at: string; clip: string; revenue: string; country: string }): void {
  breakeven.adImpression(
    impression.clip,
    {
      revenue_micros: micros(impression.revenue, 'half_even'),
      ...{ currency: 'EUR', ad_network: 'north', placement: 'feed', country: impression.country },
    },
    { id: impression.id, time: impression.at },
  );
}

/**
 * The network's statement for a month says less, or more, than its impressions did. The month makes the id: the
 * statement may be read again at any time.
 */
function settle(month: string, reported: string, paid: string): void {
  breakeven.adRevenueAdjusted(
    null,
    {
      revenue_micros: micros(paid) - micros(reported),
      ...{ currency: 'EUR', ad_network: 'north', reason: 'monthly statement' },
    },
    { id: `north/${month}`, time: `${month}-28T00:00:00Z` },
  );
}

const now = new Date().toISOString();
seen({ id: 'i-1', at: now, clip: 'g-1', revenue: '0.0042', country: 'DE' });
seen({ id: 'i-1', at: now, clip: 'g-1', revenue: '0.0042', country: 'DE' }); // the same, reported twice
seen({ id: 'i-2', at: now, clip: 'g-1', revenue: '3.4215e-3', country: 'FR' });

const lastMonth = new Date();
lastMonth.setUTCDate(0);
settle(lastMonth.toISOString().slice(0, 7), '10412.77', '10288.27');

await breakeven.close();
