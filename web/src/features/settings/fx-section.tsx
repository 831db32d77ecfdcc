import { Alert, Button, Group, SimpleGrid, Table, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { addFxRate, fxRatesQuery } from '../../api/fx-rates.ts';
import { settingsQuery } from '../../api/settings.ts';
import { Panel } from '../../components/panel.tsx';
import { panelStateOf } from '../../reports/panel-state-of.ts';
import { newestFirst, newestOfEachPair } from './fx-history.ts';
import classes from './settings.module.css';

const today = () => new Date().toISOString().slice(0, 10);

/** Exchange rates by day: money is converted with the newest one on or before the event's UTC day. */
export function FxSection({ canEdit }: { canEdit: boolean }) {
  const client = useQueryClient();
  const result = useQuery(fxRatesQuery);
  const { data: settings } = useQuery(settingsQuery);
  const [form, setForm] = useState({ date: today(), base: '', quote: '', rate: '' });
  const quote = form.quote || (settings?.reporting_currency ?? '');
  const save = useMutation({
    mutationFn: addFxRate,
    onSuccess: () => {
      setForm({ ...form, rate: '' });
      void client.invalidateQueries({ queryKey: ['fx-rates'] });
      // Answers with the old terms must not be seen again, not even while new ones load.
      client.removeQueries({ queryKey: ['report'] });
    },
  });
  const [historyOpened, history] = useDisclosure(false);
  const all = newestFirst(result.data?.items ?? []);
  const newest = newestOfEachPair(all);
  const items = historyOpened ? all : newest;

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ ...form, quote, rate: form.rate.trim() });
  }

  return (
    <Panel
      title="Exchange rates"
      subtitle="Needed for prices and revenue in another currency than the workspace's. The newest rate on or before a day counts for it."
      state={panelStateOf(result)}
      height={120}
    >
      {canEdit ? (
        <form className={classes.form} onSubmit={submit}>
          <SimpleGrid cols={{ base: 2, sm: 4 }}>
            <TextInput
              type="date"
              label="From day (UTC)"
              required
              value={form.date}
              onChange={(event) => setForm({ ...form, date: event.currentTarget.value })}
            />
            <TextInput
              label="One unit of"
              placeholder="EUR"
              maxLength={3}
              required
              value={form.base}
              onChange={(event) => setForm({ ...form, base: event.currentTarget.value.toUpperCase() })}
            />
            <TextInput
              label="is worth"
              placeholder="1.09"
              inputMode="decimal"
              required
              value={form.rate}
              onChange={(event) => setForm({ ...form, rate: event.currentTarget.value })}
            />
            <TextInput
              label="in"
              maxLength={3}
              required
              value={quote}
              onChange={(event) => setForm({ ...form, quote: event.currentTarget.value.toUpperCase() })}
            />
          </SimpleGrid>
          {save.error ? (
            <Alert color="orange" role="alert">
              {save.error.message}
            </Alert>
          ) : null}
          <Group>
            <Button type="submit" loading={save.isPending}>
              Save the exchange rate
            </Button>
          </Group>
        </form>
      ) : null}
      {items.length === 0 ? (
        <p className={classes.none}>There is none yet.</p>
      ) : (
        <Table
          verticalSpacing={6}
          aria-label={historyOpened ? 'All exchange rates' : 'Newest exchange rates'}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th>From day (UTC)</Table.Th>
              <Table.Th>Rate</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((item) => (
              <Table.Tr key={`${item.date} ${item.base} ${item.quote} ${item.created_at}`}>
                <Table.Td className="number">{item.date}</Table.Td>
                <Table.Td className="number">
                  1 {item.base} = {item.rate} {item.quote}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {all.length > newest.length ? (
        <Button variant="subtle" mt={8} aria-expanded={historyOpened} onClick={history.toggle}>
          {historyOpened ? 'Only the newest of each pair' : `All ${all.length} exchange rates`}
        </Button>
      ) : null}
    </Panel>
  );
}
