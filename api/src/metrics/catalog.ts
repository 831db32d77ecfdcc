import { checkCatalog } from './check-catalog.ts';
import * as attempts from './definitions/attempts.ts';
import * as audience from './definitions/audience.ts';
import * as costs from './definitions/costs.ts';
import * as economics from './definitions/economics.ts';
import * as generations from './definitions/generations.ts';
import * as moderation from './definitions/moderation.ts';
import * as revenue from './definitions/revenue.ts';
import type { Dimension } from './dimension.ts';
import { dimensions } from './dimensions.ts';
import type { Metric } from './metric.ts';

/** Every metric and dimension by its name, in the order in which pickers offer them. */
export interface Catalog {
  metrics: ReadonlyMap<string, Metric>;
  dimensions: ReadonlyMap<string, Dimension>;
}

/** Whatever a file of definitions exports is a metric: a record added there is in the catalog with no other change. */
const metrics: Metric[] = [economics, costs, revenue, generations, attempts, moderation, audience].flatMap(
  (file) => Object.values<Metric>(file),
);

// A wrong record must stop the process at its start and not a query at night.
const problems = checkCatalog(metrics, dimensions);
if (problems.length > 0) throw new Error(`The catalog is not sound: ${problems.join(' ')}`);

export const catalog: Catalog = {
  metrics: new Map(metrics.map((metric) => [metric.name, metric])),
  dimensions: new Map(dimensions.map((dimension) => [dimension.name, dimension])),
};
