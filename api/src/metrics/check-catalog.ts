import type { Dimension } from './dimension.ts';
import type { Metric } from './metric.ts';

/**
 * What is wrong with a catalog, one sentence each; none if it is sound. Names must be unique over metrics and dimensions,
 * because both are columns of one answer, and operands must be in the catalog, so that people can ask for them too.
 */
export function checkCatalog(metrics: readonly Metric[], dimensions: readonly Dimension[]): string[] {
  const names = [...metrics, ...dimensions].map(({ name }) => name);
  const known = new Set<string>(dimensions.map(({ name }) => name));
  return [
    ...names.filter((name, i) => names.indexOf(name) !== i).map((name) => `"${name}" is defined twice.`),
    ...names.filter((name) => name === 'time').map(() => '"time" is the column of the grain.'),
    ...[...metrics, ...dimensions].flatMap(({ name, label, description }) => [
      ...(/^[a-z][a-z0-9_]*$/.test(name) ? [] : [`"${name}" is not snake_case.`]),
      ...(label ? [] : [`"${name}" has no label.`]),
      ...(description.endsWith('.') ? [] : [`The description of "${name}" is not a sentence.`]),
    ]),
    ...metrics.flatMap(({ name, unit, dimensions: own, operands, measures, value }) => [
      ...(unit ? [] : [`"${name}" has no unit.`]),
      ...(value ? [] : [`"${name}" has no value.`]),
      ...(measures.length + operands.length > 0 ? [] : [`"${name}" is computed from nothing.`]),
      ...own
        .filter((one) => !known.has(one))
        .map((one) => `"${name}" is split by "${one}", which is unknown.`),
      ...operands
        .filter((operand) => !metrics.includes(operand))
        .map((operand) => `"${name}" is computed from "${operand.name}", which is not in the catalog.`),
    ]),
  ];
}
