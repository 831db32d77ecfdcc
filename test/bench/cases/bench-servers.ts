import type { Generator } from '../load/generator.ts';
import type { ClickHouse } from '../servers/clickhouse.ts';
import type { ProductPlace } from '../servers/product.ts';

/** What every case needs. */
export interface BenchServers extends ProductPlace {
  generator: Generator;
  /** For bare inserts; each product has another one. */
  clickhouse: ClickHouse;
}
