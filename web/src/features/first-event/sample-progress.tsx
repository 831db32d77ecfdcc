import { Progress } from '@mantine/core';
import type { SampleData } from '../../api/types.ts';

/** How much of the sample history is in. */
export function SampleProgress({ data }: { data: SampleData }) {
  const share = data.events_total > 0 ? data.events_sent / data.events_total : 0;
  const count = new Intl.NumberFormat('en');
  return (
    <div>
      <Progress value={share * 100} aria-label="Loading sample data" size="md" />
      <p className="number" style={{ margin: '6px 0 0', fontSize: 13, color: 'var(--text-soft)' }}>
        {count.format(data.events_sent)} of {count.format(data.events_total)} events sent
      </p>
    </div>
  );
}
