import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { rejectedCountsQuery, rejectedEventsQuery } from '../../api/rejected-events.ts';
import { sessionQuery } from '../../api/session.ts';
import type { RejectedStatus } from '../../api/types.ts';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { panelStateOf } from '../../reports/panel-state-of.ts';
import { DismissMany } from './dismiss-many.tsx';
import { FilterFields } from './filter-fields.tsx';
import { RejectedDialog } from './rejected-dialog.tsx';
import classes from './rejected-events.module.css';
import { countOf, parseRejectedFilter, STATUSES, writeRejectedFilter } from './rejected-filter.ts';
import { RejectedList } from './rejected-list.tsx';

/** Events that were not counted: why, to be mended and sent again, or dismissed. */
export default function RejectedEventsPage() {
  const [params, setParams] = useSearchParams();
  const filter = parseRejectedFilter(params);
  const { data: session } = useQuery(sessionQuery);
  const result = useInfiniteQuery(rejectedEventsQuery(filter));
  const { data: counted } = useQuery(rejectedCountsQuery(filter));
  const [opened, setOpened] = useState<string | null>(null);
  const isAdmin = session?.user.role === 'admin';
  const counts = counted?.items ?? [];
  const items = result.data?.pages.flatMap((page) => page.items) ?? [];
  const change = (next: typeof filter) => setParams(writeRejectedFilter(next), { replace: true });
  return (
    <Page title="Rejected events" heading>
      <Panel
        title="Not counted, and why"
        subtitle="Mend what is wrong and send it again: it then counts at its own time. What nobody needs is dismissed."
        state={panelStateOf(result)}
        height={320}
        tools={
          <SegmentedControl
            size="sm"
            aria-label="State"
            value={filter.status}
            onChange={(status) => change({ ...filter, status: status as RejectedStatus })}
            data={STATUSES.map(({ value, label }) => ({
              value,
              label: `${label} ${countOf(counts, value, filter.code).toLocaleString('en')}`,
            }))}
          />
        }
      >
        <FilterFields filter={filter} counts={counts} onChange={change} />
        {items.length === 0 ? (
          <p className={classes.none}>There is none.</p>
        ) : (
          <RejectedList items={items} onOpen={setOpened} />
        )}
        {items[0] ? (
          <div className={classes.foot}>
            {result.hasNextPage ? (
              <Button
                variant="default"
                loading={result.isFetchingNextPage}
                onClick={() => void result.fetchNextPage()}
              >
                Show more
              </Button>
            ) : null}
            {isAdmin && filter.status === 'open' ? (
              <DismissMany
                filter={filter}
                count={countOf(counts, 'open', filter.code)}
                newest={items[0].received_at}
              />
            ) : null}
          </div>
        ) : null}
      </Panel>
      <RejectedDialog id={opened} canEdit={isAdmin} onClose={() => setOpened(null)} />
    </Page>
  );
}
