import { describe, expect, test } from 'vitest';
import { isOwnOrigin } from './is-own-origin.ts';

const host = 'breakeven.example.org';

describe('a request with the session cookie', () => {
  test.each([
    [{ host, 'sec-fetch-site': 'same-origin' }],
    [{ host, origin: `https://${host}` }],
    [{ host: 'localhost:3000', origin: 'http://localhost:3000' }],
  ])('may change something if it comes from our own page: %o', (headers) => {
    expect(isOwnOrigin('POST', headers)).toBe(true);
  });

  test.each([
    [{ host }], // says nothing: not a browser that we know
    [{ host, 'sec-fetch-site': 'cross-site', origin: `https://${host}` }],
    [{ host, 'sec-fetch-site': 'same-site' }], // another subdomain may belong to somebody else
    [{ host, origin: 'https://evil.example.org' }],
    [{ host, origin: `https://${host}.evil.org` }],
    [{ host: 'localhost:3000', origin: 'http://localhost:4000' }],
    [{ host, origin: 'null' }],
  ])('may not change anything otherwise: %o', (headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(isOwnOrigin(method, headers)).toBe(false);
    }
  });

  test('may always read: another site cannot see the answer', () => {
    expect(isOwnOrigin('GET', { host, 'sec-fetch-site': 'cross-site' })).toBe(true);
  });
});
