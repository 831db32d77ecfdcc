import { Tooltip } from '@mantine/core';
import classes from './chart-legend.module.css';
import { SeriesSwatch } from './chart-tooltip.tsx';
import type { TimeSeries } from './time-chart-data.ts';

/** The names of the series with the number of the whole range; each tells its definition on hover and focus. */
export function ChartLegend({ series }: { series: TimeSeries[] }) {
  return (
    <ul className={classes.legend}>
      {series.map((one) => {
        const item = (
          <span tabIndex={one.definition ? 0 : undefined}>
            <SeriesSwatch series={one} />
            {one.label}
            {one.total ? <strong className="number"> {one.total}</strong> : null}
          </span>
        );
        return (
          <li key={one.key}>
            {one.definition ? (
              <Tooltip
                label={one.definition}
                multiline
                maw={300}
                events={{ hover: true, focus: true, touch: true }}
              >
                {item}
              </Tooltip>
            ) : (
              item
            )}
          </li>
        );
      })}
    </ul>
  );
}
