import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type ColorName, color } from './color.ts';
import classes from './ranked-list.module.css';

export interface RankedColumn {
  key: string;
  label: string;
  /** The unit that all numbers of the column share; it stands in the head. */
  unit?: string;
  sorted: 'asc' | 'desc' | null;
  /** Left out for a column that cannot be sorted. */
  onSort?: () => void;
}

export interface RankedRow {
  key: string;
  label: string;
  /** `others` closes the gap to the total; `total` is the last line. */
  kind: 'value' | 'others' | 'total';
  /** Length of the bar behind the label, 0 to 1. */
  bar: number;
  cells: { text: string; exact: string; negative?: boolean }[];
  selected?: boolean;
  onSelect?: () => void;
}

interface RankedListProps {
  label: string;
  head: ReactNode;
  columns: RankedColumn[];
  rows: RankedRow[];
  barColor: ColorName;
  /** What pressing a row does, for its tooltip. */
  actionHint?: string;
}

/** A ranked table: bars for the eye, aligned numbers for the head, and a last line that they add up to. */
export function RankedList({ label, head, columns, rows, barColor, actionHint }: RankedListProps) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {columns.map((column) => (
              <th key={column.key} scope="col" aria-sort={ariaSort(column)} className={classes.numberHead}>
                <ColumnHead column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} data-kind={row.kind} data-selected={row.selected || undefined}>
              <th scope="row">
                {row.bar > 0 ? (
                  <span
                    className={classes.bar}
                    style={{
                      width: `${Math.min(1, row.bar) * 100}%`,
                      background: color(barColor),
                    }}
                  />
                ) : null}
                {row.onSelect ? (
                  <button
                    type="button"
                    className={classes.name}
                    title={actionHint}
                    aria-pressed={row.selected ?? false}
                    onClick={row.onSelect}
                  >
                    {row.label}
                  </button>
                ) : (
                  <span className={classes.name}>{row.label}</span>
                )}
              </th>
              {row.cells.map((cell, index) => (
                <td
                  key={columns[index]?.key}
                  className="number"
                  title={cell.exact}
                  data-negative={cell.negative || undefined}
                >
                  {cell.text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ariaSort(column: RankedColumn): 'ascending' | 'descending' | 'none' | undefined {
  if (!column.onSort) return undefined;
  return column.sorted === 'asc' ? 'ascending' : column.sorted === 'desc' ? 'descending' : 'none';
}

function ColumnHead({ column }: { column: RankedColumn }) {
  const text = (
    <>
      {column.label}
      {column.unit ? <span className={classes.unit}> {column.unit}</span> : null}
    </>
  );
  if (!column.onSort) return text;
  const Arrow = column.sorted === 'asc' ? IconArrowUp : IconArrowDown;
  return (
    <button type="button" className={classes.sort} onClick={column.onSort}>
      <Arrow size={12} aria-hidden style={{ visibility: column.sorted ? 'visible' : 'hidden' }} />
      <span>{text}</span>
    </button>
  );
}
