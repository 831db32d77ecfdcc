import classes from './series-table.module.css';
import type { TimeChartData } from './time-chart-data.ts';

/** The chart's numbers as a table, newest first: exact, selectable, and readable without seeing. */
export function SeriesTable({ label, data }: { label: string; data: TimeChartData }) {
  const order = data.points.map((_, index) => index).reverse();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={`${label}, as a table`}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {data.series.map((series) => (
              <th key={series.key} scope="col">
                {series.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {order.map((index) => {
            const point = data.points[index]!;
            return (
              <tr key={point.key}>
                <th scope="row">
                  {point.label}
                  {point.unfinished ? ' (still filling)' : ''}
                </th>
                {data.series.map((series) => (
                  <td key={series.key} className="number">
                    {series.texts[index]}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
