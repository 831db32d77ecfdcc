import type { Catalog, Dimension, Metric } from '../api/types.ts';

/** The catalog by name. A name that this server does not know still gets a readable label. */
export class CatalogView {
  readonly #metrics: Map<string, Metric>;
  readonly #dimensions: Map<string, Dimension>;

  constructor(catalog: Catalog) {
    this.#metrics = new Map(catalog.metrics.map((metric) => [metric.name, metric]));
    this.#dimensions = new Map(catalog.dimensions.map((dimension) => [dimension.name, dimension]));
  }

  metric(name: string): Metric {
    return (
      this.#metrics.get(name) ?? {
        name,
        label: spell(name),
        description: '',
        unit: 'count',
        lower_is_better: null,
        dimensions: [],
        additive: false,
        estimated: false,
      }
    );
  }

  dimension(name: string): Dimension {
    return this.#dimensions.get(name) ?? { name, label: spell(name), description: '', many_valued: false };
  }

  has(name: string): boolean {
    return this.#metrics.has(name);
  }
}

function spell(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
