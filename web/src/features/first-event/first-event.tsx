import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { onboardingQuery } from '../../api/onboarding.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { Page } from '../../components/page.tsx';
import classes from './first-event.module.css';
import { curlLine, firstEvents } from './first-events.ts';
import { SampleDataButton } from './sample-data-button.tsx';

/** What an empty installation shows in the place of its numbers: the two ways to get some. */
export function FirstEvent() {
  const { data: onboarding } = useQuery(onboardingQuery);
  const clip = useMemo(() => `clip-${Date.now().toString(36)}`, []);
  const key = onboarding?.ingest_key ?? null;
  return (
    <Page title="Send the first event" heading>
      <p className={classes.lead}>
        This page will say whether your free tier pays: what each clip costs, what it earns, and what gets
        blocked. It needs events for that.
      </p>
      <div className={classes.ways}>
        <section className={classes.way}>
          <h2>Send events from a terminal</h2>
          <p>One clip: requested, generated on a GPU, and seen with ten ad impressions.</p>
          <CodeBlock
            label="Command that sends the first events"
            wrap
            code={curlLine(location.origin, key ?? '<your ingest key>', firstEvents(Date.now(), clip))}
          />
          {key === null ? (
            <p>Make an ingest key under Settings, API keys, and put it into the line.</p>
          ) : null}
          <p className={classes.waiting} role="status">
            <Loader size={14} color="gray" /> Waiting for the first event. This page changes by itself.
          </p>
        </section>
        <section className={classes.way}>
          <h2>Look around with sample data</h2>
          <p>
            Thirty days of invented traffic of a photo-to-video service, with invented prices: a GPU price
            rise that turns the margin, a classifier that blocks too much, a slow day for ads. It is marked as
            sample data everywhere.
          </p>
          <SampleDataButton />
        </section>
      </div>
    </Page>
  );
}
