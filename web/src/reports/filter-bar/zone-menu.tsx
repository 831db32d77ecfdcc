import { Button, Popover } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { OptionList } from '../../components/option-list.tsx';
import { TIME_ZONES } from '../time-zones.ts';
import type { ReportScope } from '../use-report-state.ts';

const spoken = (zone: string) => zone.replaceAll('_', ' ');

/** The clock that days and hours are cut by; the workspace's unless somebody chooses another. */
export function ZoneMenu({ scope: { state, change, zone } }: { scope: ReportScope }) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="lg" trapFocus width={280}>
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={`Time zone: ${spoken(zone)}`}
          onClick={() => setOpened(!opened)}
        >
          {spoken(zone)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label="Time zone">
        <OptionList
          label="Time zones"
          options={[
            { key: '', label: 'Workspace time zone', checked: state.zone === null },
            ...TIME_ZONES.map((one) => ({ key: one, label: spoken(one), checked: state.zone === one })),
          ]}
          single
          onToggle={(key) => {
            change({ zone: key === '' ? null : key });
            setOpened(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
