import { useDidUpdate } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { sampleDataQuery } from '../../api/sample-data.ts';
import { sessionQuery } from '../../api/session.ts';
import { settingsQuery } from '../../api/settings.ts';
import classes from './sample-banner.module.css';

/** Says on every page that the numbers are invented, and while they load, how far they are. */
export function SampleBanner() {
  const client = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const { data: settings } = useQuery(settingsQuery);
  const isSample = settings?.sample_data ?? false;
  const { data: progress } = useQuery({
    ...sampleDataQuery,
    enabled: isSample && session?.user.role === 'admin',
  });
  const sent = progress?.status === 'loading' ? progress.events_sent : null;
  const share =
    sent !== null && progress?.events_total ? Math.floor((sent / progress.events_total) * 100) : null;
  const tenth = share === null ? null : Math.floor(share / 10);
  // The pages grow with the history: a look at every tenth of it, and one at its end.
  useDidUpdate(() => void client.invalidateQueries({ queryKey: ['report'] }), [tenth]);
  if (!isSample) return null;
  return (
    <aside className={classes.banner} aria-label="Sample data">
      <strong>Sample data.</strong> These numbers are invented: traffic, prices and revenue.
      {share === null ? null : (
        <span className="number" role="status">
          Still loading, {share}&nbsp;%.
        </span>
      )}
    </aside>
  );
}
