import { Button } from '@mantine/core';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import type { ReportScope } from '../use-report-state.ts';

/** Whether tiles and single lines are set against as long a time just before. */
export function CompareToggle({ scope: { state, change } }: { scope: ReportScope }) {
  return (
    <Button
      variant="default"
      size="sm"
      aria-pressed={state.compare}
      leftSection={<IconArrowsLeftRight size={15} aria-hidden />}
      onClick={() => change({ compare: !state.compare })}
    >
      {state.compare ? 'vs period before' : 'not compared'}
    </Button>
  );
}
