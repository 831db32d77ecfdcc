import { Button, Popover, Skeleton } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { PRESETS } from '../report-state.ts';
import { PRESET_LABELS } from '../resolve-range.ts';
import type { ReportScope } from '../use-report-state.ts';
import classes from './filter-bar.module.css';

const RangeCalendar = lazy(() => import('./range-calendar.tsx'));

interface RangeMenuProps {
  scope: ReportScope;
  opened: boolean;
  onChange: (opened: boolean) => void;
}

/** The time range: presets that move with the clock, and a calendar for everything else. */
export function RangeMenu({ scope, opened, onChange }: RangeMenuProps) {
  const { state, change, range, zone } = scope;
  const preset = 'preset' in state.range ? state.range.preset : null;
  return (
    <Popover opened={opened} onChange={onChange} position="bottom-start" shadow="lg" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconCalendar size={15} aria-hidden />}
          aria-label={`Time range: ${range.label}`}
          onClick={() => onChange(!opened)}
        >
          {range.label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label="Time range">
        <div className={classes.range}>
          <div className={classes.presets}>
            {PRESETS.map((name) => (
              <button
                key={name}
                type="button"
                aria-pressed={preset === name}
                onClick={() => {
                  change({ range: { preset: name }, grain: 'auto' });
                  onChange(false);
                }}
              >
                {PRESET_LABELS[name]}
              </button>
            ))}
          </div>
          <div className={classes.calendar}>
            <Suspense fallback={<Skeleton width={252} height={270} />}>
              <RangeCalendar
                range={state.range}
                zone={zone}
                onPick={(start, end) => {
                  change({ range: { start, end }, grain: 'auto' });
                  onChange(false);
                }}
              />
            </Suspense>
            <p className={classes.hint}>Days of {zone.replaceAll('_', ' ')}</p>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
