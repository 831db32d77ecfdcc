import { readUnit, type Unit } from '../catalog/unit.ts';
import type { Report } from './use-report.ts';

/** The unit of a metric in an answer; money names its currency there. */
export function unitOf({ answer }: Report, metric: string): Unit {
  const column = answer.columns.find((one) => one.kind === 'metric' && one.name === metric);
  return readUnit(column?.unit, 'USD');
}
