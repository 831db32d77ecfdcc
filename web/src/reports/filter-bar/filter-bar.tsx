import { Button, Stack } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useState } from 'react';
import { Sheet } from '../../components/dialog.tsx';
import type { FilterDimension } from '../report-state.ts';
import { TrustLine } from '../trust-line.tsx';
import type { Report } from '../use-report.ts';
import { useReportState } from '../use-report-state.ts';
import { CompareToggle } from './compare-toggle.tsx';
import { DimensionFilter } from './dimension-filter.tsx';
import classes from './filter-bar.module.css';
import { FilterMenu } from './filter-menu.tsx';
import { FilterPills } from './filter-pills.tsx';
import { GrainMenu } from './grain-menu.tsx';
import { RangeMenu } from './range-menu.tsx';
import { ZoneMenu } from './zone-menu.tsx';

interface FilterBarProps {
  /** The page's main report: the trust line speaks for it. */
  report: Report | undefined;
  /** Whose definitions the trust panel lists. */
  metrics: string[];
}

/** What the page is asked, and how far its answer can be trusted. On a phone the controls move into a sheet. */
export function FilterBar({ report, metrics }: FilterBarProps) {
  const scope = useReportState();
  const narrow = useMediaQuery('(max-width: 760px)', false, { getInitialValueInEffect: false });
  const [rangeOpened, setRangeOpened] = useState(false);
  const [dimension, setDimension] = useState<FilterDimension | null>(null);
  useHotkeys([
    ['t', () => setRangeOpened(true)],
    ['/', () => setDimension((open) => open ?? 'country')],
    ['c', () => scope.change({ compare: !scope.state.compare })],
  ]);
  const count = Object.values(scope.state.filters).filter(Boolean).length;
  return (
    <search className={classes.bar} aria-label="Time range and filters">
      <div className={classes.controls}>
        <RangeMenu scope={scope} opened={rangeOpened} onChange={setRangeOpened} />
        {narrow ? (
          <Button
            variant="default"
            size="sm"
            leftSection={<IconAdjustmentsHorizontal size={15} aria-hidden />}
            onClick={() => setDimension('country')}
          >
            Filters{count > 0 ? ` (${count})` : ''}
          </Button>
        ) : (
          <>
            <GrainMenu scope={scope} />
            <ZoneMenu scope={scope} />
            <CompareToggle scope={scope} />
            <FilterMenu scope={scope} dimension={dimension} onDimension={setDimension} />
          </>
        )}
        <TrustLine report={report} metrics={metrics} zone={scope.zone} />
      </div>
      <FilterPills scope={scope} onEdit={setDimension} />
      {narrow ? (
        <Sheet opened={dimension !== null} onClose={() => setDimension(null)} title="Filters">
          <Stack>
            <div className={classes.sheetControls}>
              <GrainMenu scope={scope} />
              <ZoneMenu scope={scope} />
              <CompareToggle scope={scope} />
            </div>
            <DimensionFilter scope={scope} dimension={dimension ?? 'country'} onDimension={setDimension} />
            <Button onClick={() => setDimension(null)}>Show the numbers</Button>
          </Stack>
        </Sheet>
      ) : null}
    </search>
  );
}
