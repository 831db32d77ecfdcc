import type { Grain } from './local-time.ts';

/** The body of POST /v1/query, as far as the reference answers it. */
export interface ReportQuery {
  metrics: string[];
  dimensions?: string[];
  time_range: { start: string; end: string; grain?: Grain; time_zone?: string };
  time_basis?: 'event' | 'generation';
  filters?: { dimension: string; operator: 'in' | 'not_in'; values: (string | null)[] }[];
  currency?: string;
}
