import type { Value } from '../api/types.ts';
import { formatNumber } from '../catalog/format-value.ts';
import { axisScaleFor } from '../catalog/scale.ts';
import type { Unit } from '../catalog/unit.ts';
import type { TimeSeries } from '../components/charts/time-chart-data.ts';

/** One unit for the axis that suits all series together; stacked bars are summed first. */
export function axisFormat(
  series: TimeSeries[],
  unit: Unit,
): { axisUnit: string; formatAxis: (value: number) => string } {
  const bars = series.filter((one) => one.shape === 'bar');
  const stacked = bars[0]?.values.map((_, index) =>
    bars.reduce((sum, bar) => sum + Math.abs(bar.values[index] ?? 0), 0),
  );
  const values: Value[] = stacked ?? series.flatMap((one) => one.values);
  const { fold, ...scale } = axisScaleFor(values, unit);
  return {
    axisUnit: scale.suffix,
    formatAxis: (value) => (value === 0 ? '0' : `${formatNumber(value, scale)}${fold}`),
  };
}

/** A chart in a sentence for each series, for those who do not see it. */
export function describeSeries(series: TimeSeries[], labels: string[]): string {
  return series
    .filter((one) => one.shape !== 'ghost')
    .map((one) => {
      const known = one.values.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
      if (known.length === 0) return `${one.label}: no values.`;
      const low = known.reduce((a, b) => (b.value < a.value ? b : a));
      const high = known.reduce((a, b) => (b.value > a.value ? b : a));
      return `${one.label}: ${one.total ?? ''} in all; lowest ${one.texts[low.index]} (${labels[low.index]}), highest ${one.texts[high.index]} (${labels[high.index]}).`;
    })
    .join(' ');
}
