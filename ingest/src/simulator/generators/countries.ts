export interface Country {
  /** ISO 3166-1 alpha-2. */
  code: string;
  /** Share of all users, in per cent or so. */
  weight: number;
  /** Hours ahead of UTC in most of the country, for the daily curve. */
  utcOffset: number;
  /** What a thousand impressions earn there against other countries; scaled to the assumed mean. */
  adPrice: number;
  /** What its advertisers pay in. */
  currency: 'USD' | 'EUR' | 'GBP' | 'JPY' | 'BRL' | 'INR';
  /** The nearest GPU region. */
  region: 'us-east' | 'eu-west' | 'ap-southeast';
}

function country(
  code: string,
  weight: number,
  utcOffset: number,
  adPrice: number,
  currency: Country['currency'],
  region: Country['region'],
): Country {
  return { code, weight, utcOffset, adPrice, currency, region };
}

/** Where the sample users live. Our assumptions: a large social app, without the countries where it has no users. */
export const COUNTRIES: readonly Country[] = [
  country('US', 18, -6, 7.2, 'USD', 'us-east'),
  country('BR', 8, -3, 1.8, 'BRL', 'us-east'),
  country('MX', 6, -6, 1.9, 'USD', 'us-east'),
  country('CA', 2.2, -5, 6.0, 'USD', 'us-east'),
  country('AR', 2, -3, 1.3, 'USD', 'us-east'),
  country('CO', 2, -5, 1.3, 'USD', 'us-east'),
  country('CL', 1, -4, 1.6, 'USD', 'us-east'),
  country('GB', 5, 0, 6.2, 'GBP', 'eu-west'),
  country('DE', 5, 1, 5.8, 'EUR', 'eu-west'),
  country('FR', 4, 1, 4.6, 'EUR', 'eu-west'),
  country('IT', 3, 1, 3.8, 'EUR', 'eu-west'),
  country('ES', 3, 1, 3.7, 'EUR', 'eu-west'),
  country('NL', 1.3, 1, 5.6, 'EUR', 'eu-west'),
  country('PL', 2, 1, 2.4, 'EUR', 'eu-west'),
  country('SE', 1, 1, 5.9, 'EUR', 'eu-west'),
  country('TR', 3.5, 3, 1.4, 'EUR', 'eu-west'),
  country('SA', 2.2, 3, 3.2, 'USD', 'eu-west'),
  country('AE', 1, 4, 4.0, 'USD', 'eu-west'),
  country('EG', 2, 2, 0.8, 'USD', 'eu-west'),
  country('NG', 1.6, 1, 0.7, 'USD', 'eu-west'),
  country('ZA', 1.2, 2, 1.5, 'USD', 'eu-west'),
  country('KE', 0.6, 3, 0.7, 'USD', 'eu-west'),
  country('IN', 3, 5.5, 0.9, 'INR', 'ap-southeast'),
  country('PK', 2.4, 5, 0.6, 'USD', 'ap-southeast'),
  country('NP', 0.6, 5.75, 0.5, 'USD', 'ap-southeast'),
  country('BD', 1.2, 6, 0.6, 'USD', 'ap-southeast'),
  country('ID', 7, 7, 1.3, 'USD', 'ap-southeast'),
  country('VN', 4, 7, 1.2, 'USD', 'ap-southeast'),
  country('TH', 3.4, 7, 1.7, 'USD', 'ap-southeast'),
  country('PH', 3.6, 8, 1.3, 'USD', 'ap-southeast'),
  country('MY', 1.8, 8, 2.0, 'USD', 'ap-southeast'),
  country('SG', 0.5, 8, 5.0, 'USD', 'ap-southeast'),
  country('JP', 4, 9, 6.0, 'JPY', 'ap-southeast'),
  country('KR', 2, 9, 5.0, 'USD', 'ap-southeast'),
  country('AU', 1.6, 10, 6.8, 'USD', 'ap-southeast'),
  country('NZ', 0.3, 12, 6.0, 'USD', 'ap-southeast'),
];

export const COUNTRY_WEIGHT_TOTAL = COUNTRIES.reduce((sum, { weight }) => sum + weight, 0);

export const COUNTRY_BY_CODE: ReadonlyMap<string, Country> = new Map(COUNTRIES.map((one) => [one.code, one]));
