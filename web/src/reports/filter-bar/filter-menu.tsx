import { Button, Popover } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import type { FilterDimension } from '../report-state.ts';
import type { ReportScope } from '../use-report-state.ts';
import { DimensionFilter } from './dimension-filter.tsx';

interface FilterMenuProps {
  scope: ReportScope;
  /** The dimension whose values are offered; null while the menu is closed. */
  dimension: FilterDimension | null;
  onDimension: (dimension: FilterDimension | null) => void;
}

/** One menu for all filters: choose a dimension, tick its values. */
export function FilterMenu({ scope, dimension, onDimension }: FilterMenuProps) {
  return (
    <Popover
      opened={dimension !== null}
      onChange={(opened) => onDimension(opened ? (dimension ?? 'country') : null)}
      position="bottom-start"
      shadow="lg"
      width={340}
      trapFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconFilter size={15} aria-hidden />}
          onClick={() => onDimension(dimension === null ? 'country' : null)}
        >
          Filter
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label="Filter">
        {dimension ? <DimensionFilter scope={scope} dimension={dimension} onDimension={onDimension} /> : null}
      </Popover.Dropdown>
    </Popover>
  );
}
