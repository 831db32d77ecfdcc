import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { autoGrain, GRAIN_LABELS, grainFits } from '../auto-grain.ts';
import { GRAINS } from '../report-state.ts';
import type { ReportScope } from '../use-report-state.ts';

/** How long one point of the charts is. */
export function GrainMenu({ scope: { state, change, range, grain } }: { scope: ReportScope }) {
  const mark = (chosen: boolean) => (chosen ? <IconCheck size={14} /> : <span style={{ width: 14 }} />);
  return (
    <Menu shadow="lg" position="bottom-start">
      <Menu.Target>
        <Button
          variant="default"
          size="sm"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={`Grain: by ${GRAIN_LABELS[grain]}`}
        >
          by {GRAIN_LABELS[grain]}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={mark(state.grain === 'auto')} onClick={() => change({ grain: 'auto' })}>
          automatic ({GRAIN_LABELS[autoGrain(range.days)]})
        </Menu.Item>
        {GRAINS.map((one) => (
          <Menu.Item
            key={one}
            disabled={!grainFits(one, range.days)}
            leftSection={mark(state.grain === one)}
            onClick={() => change({ grain: one })}
          >
            by {GRAIN_LABELS[one]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
