import type { ColorName } from '../color.ts';

/** One bucket of the time axis. */
export interface TimePoint {
  key: string;
  /** `Sat 24 Oct 2026`: the head of the tooltip and the first column of the table. */
  label: string;
  /** `24 Oct`: under the axis. */
  tick: string;
  /** Events of this bucket are still to come: drawn dashed. */
  unfinished: boolean;
}

export interface TimeSeries {
  key: string;
  label: string;
  color: ColorName;
  /**
   * Bars of one chart are stacked; `ghost` is the period before, behind everything else; `none` is not drawn and only
   * told in legend, tooltip and table.
   */
  shape: 'line' | 'bar' | 'ghost' | 'none';
  /** null is a gap, never a zero. */
  values: (number | null)[];
  /** The same values with every digit. */
  texts: string[];
  /** What the number means; shown on the legend. */
  definition?: string;
  /** The number of the whole range, beside the name in the legend. */
  total?: string;
}

/** Something that happened at a point of the time axis, such as a new price. */
export interface TimeMarker {
  index: number;
  label: string;
}

export interface TimeChartData {
  points: TimePoint[];
  series: TimeSeries[];
  /** The area between these two series is filled: orange where the first is above, blue where the second is. */
  band?: [lossSeries: string, gainSeries: string];
  markers?: TimeMarker[];
  /** The unit of the axis, written once above it; empty for counts. */
  axisUnit: string;
  /** Writes an axis tick without its unit. */
  formatAxis: (value: number) => string;
}
