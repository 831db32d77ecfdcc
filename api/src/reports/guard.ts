import { type FieldProblem, Problem } from '../common/problem.ts';
import type { Catalog } from '../metrics/catalog.ts';
import type { Measure } from '../metrics/measure.ts';
import type { Metric } from '../metrics/metric.ts';
import { nearestNames } from './nearest-names.ts';
import type { NormalizedQuery } from './normalized-query.ts';
import type { Report } from './report.ts';

const manyValuedLimitMax = 10_000;

/**
 * Step 3: names become records of the catalog, and what cannot be answered is refused with all reasons at once.
 * @throws Problem 400 with the code of the first reason: `unknown_metric`, `unknown_dimension`,
 * `incompatible_dimension`, `limit_required` or `unknown_field`.
 */
export function guard(query: NormalizedQuery, catalog: Catalog): Report {
  const errors: FieldProblem[] = [];
  const extra: Record<string, unknown> = {};

  const resolve = <T>(
    kind: 'metric' | 'dimension',
    known: ReadonlyMap<string, T>,
    name: string,
    path: string,
  ) => {
    const record = known.get(name);
    if (!record) {
      const nearest = nearestNames(name, known.keys());
      const hint = nearest.length > 0 ? `; did you mean ${list(nearest)}?` : '';
      errors.push({ path, code: `unknown_${kind}`, message: `there is no ${kind} "${name}"${hint}` });
    }
    return record ? [record] : [];
  };
  const metrics = query.metrics.flatMap((name, i) =>
    resolve('metric', catalog.metrics, name, `metrics[${i}]`),
  );
  const dimensions = query.dimensions.flatMap((name, i) =>
    resolve('dimension', catalog.dimensions, name, `dimensions[${i}]`),
  );
  const filters = query.filters.flatMap((filter, i) =>
    resolve('dimension', catalog.dimensions, filter.dimension, `filters[${i}].dimension`).map(
      (dimension) => ({
        ...filter,
        dimension,
      }),
    ),
  );

  const uses = [
    ...dimensions.map((dimension) => ({ dimension, path: 'dimensions', verb: 'split' })),
    ...filters.map(({ dimension }) => ({ dimension, path: 'filters', verb: 'filtered' })),
  ];
  for (const { dimension, path, verb } of uses) {
    for (const metric of metrics.filter((one) => !one.dimensions.includes(dimension.name))) {
      errors.push({
        path,
        code: 'incompatible_dimension',
        message: `"${metric.name}" cannot be ${verb} by "${dimension.name}"; it can by ${list(metric.dimensions)}`,
      });
      extra.metric ??= metric.name;
      extra.dimension ??= dimension.name;
      extra.dimensions ??= metric.dimensions;
      extra.metrics ??= [...catalog.metrics.values()]
        .filter((one) => one.dimensions.includes(dimension.name))
        .map(({ name }) => name);
    }
  }
  for (const { name } of dimensions.filter(({ manyValued }) => manyValued)) {
    if ((query.limit ?? Number.POSITIVE_INFINITY) > manyValuedLimitMax) {
      const message = `"${name}" has very many values: give a limit of at most ${manyValuedLimitMax}`;
      errors.push({ path: 'limit', code: 'limit_required', message });
    }
  }
  const columns = [...(query.grain ? ['time'] : []), ...query.dimensions, ...query.metrics];
  for (const [i, { field }] of query.orderBy.entries()) {
    if (!columns.includes(field)) {
      const message = `"${field}" is not a column of this query: ${list(columns)}`;
      errors.push({ path: `order_by[${i}].field`, code: 'unknown_field', message });
    }
  }

  if (errors.length > 0) {
    const detail = `${errors.map(({ message }) => message).join('. ')}.`;
    throw new Problem({ status: 400, code: errors[0]!.code, detail, errors, extra });
  }
  const computed = withOperands(metrics);
  return { ...query, metrics, dimensions, filters, computed, measures: measuresOf(computed) };
}

function withOperands(metrics: readonly Metric[]): Metric[] {
  return [...new Set(metrics.flatMap((metric) => [...withOperands(metric.operands), metric]))];
}

function measuresOf(metrics: readonly Metric[]): Measure[] {
  return [...new Set(metrics.flatMap(({ measures }) => measures))];
}

function list(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
