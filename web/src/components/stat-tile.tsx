import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './stat-tile.module.css';

interface StatTileProps {
  label: string;
  /** Absent while the tile loads. */
  value: string | undefined;
  /** All digits, shown on hover. */
  exact: string | undefined;
  change: ReactNode;
  sparkline: ReactNode;
  /** The chart below shows this number. */
  selected: boolean;
  dimmed: boolean;
  onSelect: () => void;
}

/** One number of the strip above the main chart; pressing it makes the chart show its course. */
export function StatTile({
  label,
  value,
  exact,
  change,
  sparkline,
  selected,
  dimmed,
  onSelect,
}: StatTileProps) {
  const [amount, unit] = split(value);
  return (
    <button
      type="button"
      className={classes.tile}
      aria-pressed={selected}
      data-dimmed={dimmed || undefined}
      onClick={onSelect}
    >
      <span className={classes.label}>{label}</span>
      {value === undefined ? (
        <Skeleton height={28} width={96} my={3} />
      ) : (
        <span className={`${classes.value} number`} title={exact}>
          {amount}
          {unit ? <span className={classes.unit}> {unit}</span> : null}
        </span>
      )}
      <span className={classes.change}>{change}</span>
      <span className={classes.spark}>{sparkline}</span>
    </button>
  );
}

/** The unit is set smaller than the number: "12,410" and "USD". */
function split(value: string | undefined): [string | undefined, string | undefined] {
  if (value === undefined || !/^[-\d]/.test(value)) return [value, undefined];
  const at = value.indexOf('\u00a0');
  return at < 0 ? [value, undefined] : [value.slice(0, at), value.slice(at + 1)];
}
