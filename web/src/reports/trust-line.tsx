import { ActionIcon, Button, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconShieldCheck } from '@tabler/icons-react';
import { formatValue } from '../catalog/format-value.ts';
import { useCatalog } from '../catalog/use-catalog.ts';
import { Dialog } from '../components/dialog.tsx';
import { SqlView } from './sql-view.tsx';
import classes from './trust-line.module.css';
import { isCatchingUp, type Report } from './use-report.ts';

interface TrustLineProps {
  report: Report | undefined;
  metrics: string[];
  zone: string;
}

/** How far the numbers of the page can be trusted: in a few words, and in full behind the button. */
export function TrustLine({ report, metrics, zone }: TrustLineProps) {
  const catalog = useCatalog();
  const [opened, panel] = useDisclosure(false);
  const [sqlOpened, sql] = useDisclosure(false);
  if (!report) return <span className={classes.line} />;
  const { meta } = report.answer;
  const ratio = (value: number | null) => formatValue(value, { kind: 'ratio' });
  const unpriced = Number(meta.unpriced_share ?? 0);
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  const full = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'medium', timeStyle: 'medium' });
  const complete = Date.parse(meta.complete_until);
  return (
    <div className={classes.line}>
      <span className="number">
        {isCatchingUp(report) ? 'catching up, ' : ''}complete until{' '}
        {isToday(complete, zone) ? clock.format(complete) : full.format(complete)}
      </span>
      {unpriced > 0 ? <span className={classes.warn}>{ratio(meta.unpriced_share)} unpriced</span> : null}
      <Popover
        opened={opened}
        onChange={(open) => (open ? panel.open() : panel.close())}
        width={360}
        position="bottom-end"
        shadow="lg"
        withArrow
        trapFocus
      >
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="How far to trust these numbers"
            onClick={panel.toggle}
          >
            <IconShieldCheck size={18} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown fz="sm" mah="70vh" style={{ overflowY: 'auto' }} aria-label="Trust">
          <dl className={classes.facts}>
            <dt>Complete until</dt>
            <dd>{full.format(complete)}</dd>
            <dt>Late events</dt>
            <dd>{ratio(meta.late_share)}, more than an hour after their time</dd>
            <dt>Usage without a price</dt>
            <dd>{ratio(meta.unpriced_share)}, left out of every cost</dd>
            <dt>Rate version</dt>
            <dd>{meta.rate_version}</dd>
            <dt>Read from</dt>
            <dd>
              {meta.table} ({meta.table_reason.replaceAll('_', ' ')});{' '}
              {formatValue(meta.rows_read, { kind: 'count' })} rows in{' '}
              {formatValue(
                meta.elapsed_ms,
                { kind: 'quantity', symbol: 'ms' },
                { scale: { shift: 0, minDigits: 0, maxDigits: 0, suffix: 'ms' } },
              )}
            </dd>
          </dl>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              panel.close();
              sql.open();
            }}
          >
            Show the SQL
          </Button>
          <h3 className={classes.heading}>Definitions</h3>
          <dl className={classes.definitions}>
            {metrics.map((name) => (
              <div key={name}>
                <dt>{catalog.metric(name).label}</dt>
                <dd>{catalog.metric(name).description}</dd>
              </div>
            ))}
          </dl>
        </Popover.Dropdown>
      </Popover>
      <Dialog
        opened={sqlOpened}
        onClose={sql.close}
        size="xl"
        title="The SQL behind this page's main numbers"
      >
        {sqlOpened ? <SqlView query={report.query} /> : null}
      </Dialog>
    </div>
  );
}

function isToday(time: number, zone: string): boolean {
  const day = new Intl.DateTimeFormat('en', { timeZone: zone, dateStyle: 'short' });
  return day.format(time) === day.format(Date.now());
}
