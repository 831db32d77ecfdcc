import { IconX } from '@tabler/icons-react';
import { dimensionValueLabel } from '../../catalog/dimension-value-label.ts';
import { useCatalog } from '../../catalog/use-catalog.ts';
import { FILTER_DIMENSIONS, type FilterDimension } from '../report-state.ts';
import type { ReportScope } from '../use-report-state.ts';
import classes from './filter-bar.module.css';

interface FilterPillsProps {
  scope: ReportScope;
  /** Opens the menu at a dimension. */
  onEdit: (dimension: FilterDimension) => void;
}

/** The filters in force, each with a button that takes it away. */
export function FilterPills({ scope: { state, change }, onEdit }: FilterPillsProps) {
  const catalog = useCatalog();
  const active = FILTER_DIMENSIONS.filter((dimension) => state.filters[dimension]);
  if (active.length === 0) return null;
  return (
    <ul className={classes.pills} aria-label="Filters in force">
      {active.map((dimension) => {
        const name = catalog.dimension(dimension).label;
        const values = (state.filters[dimension] ?? []).map((value) => dimensionValueLabel(dimension, value));
        return (
          <li key={dimension} className={classes.pill}>
            <button type="button" title="Change this filter" onClick={() => onEdit(dimension)}>
              <span className={classes.pillName}>{name}</span> {values.join(', ')}
            </button>
            <button
              type="button"
              className={classes.remove}
              aria-label={`Remove filter ${name}`}
              onClick={() => change({ filters: { ...state.filters, [dimension]: undefined } })}
            >
              <IconX size={13} aria-hidden />
            </button>
          </li>
        );
      })}
      {active.length > 1 ? (
        <li>
          <button type="button" className={classes.clear} onClick={() => change({ filters: {} })}>
            Clear all
          </button>
        </li>
      ) : null}
    </ul>
  );
}
