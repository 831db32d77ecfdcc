import { ActionIcon, Skeleton, Tooltip } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import { Panel } from '../panel.tsx';
import type { PanelState } from '../panel-state.ts';
import { ChartLegend } from './chart-legend.tsx';
import classes from './chart-panel.module.css';
import { SeriesTable } from './series-table.tsx';
import type { TimeChartData } from './time-chart-data.ts';

/** Recharts weighs more than the rest of the page together, so it comes in a chunk of its own, asked for at once. */
const chart = import('./time-chart.tsx');
const TimeChart = lazy(() => chart);

interface ChartPanelProps {
  title: string;
  subtitle?: ReactNode;
  info?: ReactNode;
  tools?: ReactNode;
  state: PanelState;
  data: TimeChartData | undefined;
  /** The chart in one or two sentences, for those who do not see it. */
  description: string;
  height?: number;
  onZoom?: (from: number, to: number) => void;
  /** Stands in the place of the chart when there is nothing to draw. */
  empty?: ReactNode;
}

/** A chart over time in a panel, with its legend and a table of the same numbers behind a button. */
export function ChartPanel({
  title,
  subtitle,
  info,
  tools,
  state,
  data,
  description,
  height = 260,
  onZoom,
  empty,
}: ChartPanelProps) {
  const [asTable, setAsTable] = useState(false);
  const descriptionId = useId();
  const isEmpty = data?.series.every((one) => one.values.every((value) => value === null));
  const toggle = (
    <Tooltip label={asTable ? 'Show as chart' : 'Show as table'}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`${title}: show as ${asTable ? 'chart' : 'table'}`}
        onClick={() => setAsTable(!asTable)}
      >
        {asTable ? <IconChartLine size={17} /> : <IconTable size={17} />}
      </ActionIcon>
    </Tooltip>
  );
  return (
    <Panel
      title={title}
      subtitle={subtitle}
      info={info}
      tools={
        <>
          {tools}
          {toggle}
        </>
      }
      state={state}
      height={height + 28}
    >
      {data ? (
        <>
          <ChartLegend series={data.series} />
          {asTable ? (
            <SeriesTable label={title} data={data} />
          ) : isEmpty && empty ? (
            <div className={classes.empty} style={{ minHeight: height }}>
              {empty}
            </div>
          ) : (
            <figure className={classes.figure} aria-label={title} aria-describedby={descriptionId}>
              <p id={descriptionId} className={classes.hidden}>
                {description}
              </p>
              <span className={classes.unit} aria-hidden>
                {data.axisUnit}
              </span>
              <Suspense fallback={<Skeleton height={height} />}>
                <TimeChart {...data} height={height} onZoom={onZoom} />
              </Suspense>
            </figure>
          )}
        </>
      ) : null}
    </Panel>
  );
}
