/** Three events of one clip: requested, generated, and seen with an ad. Enough to give every tile a number. */
export function firstEvents(now: number, clip: string): object[] {
  const at = (secondsAgo: number) => new Date(now - secondsAgo * 1000).toISOString();
  const event = (type: string, secondsAgo: number, data: object) => ({
    specversion: '1.0',
    id: `${clip}-${type}`,
    source: 'first-try',
    type,
    time: at(secondsAgo),
    subject: clip,
    data,
  });
  return [
    event('generation.requested', 60, {
      user_id: 'user-1',
      country: 'DE',
      platform: 'ios',
      model: 'my-model',
    }),
    event('generation.completed', 20, { status: 'succeeded', gpu_seconds: 40, gpu_model: 'H100' }),
    event('ad.impression', 5, { revenue_micros: 50_000, currency: 'USD', impressions: 10 }),
  ];
}

/** The line for a terminal: works as it is, in any shell with single quotes. */
export function curlLine(origin: string, key: string, events: object[]): string {
  // Two lines an event, so that it can be read without scrolling.
  const body = events
    .map((event) => `  ${JSON.stringify(event).replace(',"time"', ',\n   "time"')}`)
    .join(',\n');
  return [
    `curl '${origin}/v1/events?refresh=wait_for' \\`,
    `  -H 'Authorization: Bearer ${key}' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '[\n${body}\n]'`,
  ].join('\n');
}
