import { ActionIcon, Popover } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface InfoTipProps {
  /** What the explanation is about; the button is called "About <subject>". */
  subject: string;
  children: ReactNode;
  width?: number;
}

/** A small (i) that opens an explanation on click, so that it works with a finger and a keyboard too. */
export function InfoTip({ subject, children, width = 300 }: InfoTipProps) {
  return (
    <Popover width={width} position="bottom" withArrow shadow="md" trapFocus={false}>
      <Popover.Target>
        <ActionIcon variant="transparent" color="gray" size={20} aria-label={`About ${subject}`}>
          <IconInfoCircle size={15} style={{ color: 'var(--text-faint)' }} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown fz="sm">{children}</Popover.Dropdown>
    </Popover>
  );
}
