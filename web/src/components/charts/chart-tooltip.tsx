import { color } from '../color.ts';
import classes from './chart-tooltip.module.css';
import type { TimeChartData, TimeSeries } from './time-chart-data.ts';

/** Every series at one bucket, with all digits. */
export function ChartTooltip({ data, index }: { data: TimeChartData; index: number }) {
  const point = data.points[index];
  if (!point) return null;
  const marks = (data.markers ?? []).filter((marker) => marker.index === index);
  return (
    <div className={classes.tooltip}>
      <div className={classes.head}>
        {point.label}
        {point.unfinished ? <span className={classes.open}>still filling</span> : null}
      </div>
      <table>
        <tbody>
          {data.series.map((series) => (
            <tr key={series.key}>
              <th scope="row">
                <SeriesSwatch series={series} />
                {series.label}
              </th>
              <td className="number">{series.texts[index]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {marks.map((mark) => (
        <div key={mark.label} className={classes.mark}>
          {mark.label}
        </div>
      ))}
    </div>
  );
}

/** A line or a box in the series' colour, as it is drawn. */
export function SeriesSwatch({ series }: { series: Pick<TimeSeries, 'color' | 'shape'> }) {
  if (series.shape === 'none') return <span className={classes.swatch} aria-hidden />;
  const background = series.shape === 'ghost' ? 'var(--text-faint)' : color(series.color);
  return <span className={classes.swatch} data-shape={series.shape} style={{ background }} aria-hidden />;
}
