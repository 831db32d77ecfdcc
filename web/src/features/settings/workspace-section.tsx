import { Alert, Button, Group, Select, SimpleGrid, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changeSettings, settingsQuery } from '../../api/settings.ts';
import { Panel } from '../../components/panel.tsx';
import { panelStateOf } from '../../reports/panel-state-of.ts';
import { TIME_ZONES } from '../../reports/time-zones.ts';

/** The currency and the clock of every report, the same for everybody. */
export function WorkspaceSection({ canEdit }: { canEdit: boolean }) {
  const client = useQueryClient();
  const result = useQuery(settingsQuery);
  const [currency, setCurrency] = useState<string | null>(null);
  const [zone, setZone] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: changeSettings,
    onSuccess: () => {
      notifications.show({ message: 'Saved. Reports follow from now on.' });
      void client.invalidateQueries({ queryKey: ['settings'] });
      // Answers with the old terms must not be seen again, not even while new ones load.
      client.removeQueries({ queryKey: ['report'] });
    },
  });
  const chosenCurrency = currency ?? result.data?.reporting_currency ?? '';
  const chosenZone = zone ?? result.data?.reporting_time_zone ?? 'UTC';

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ reporting_currency: chosenCurrency, reporting_time_zone: chosenZone });
  }

  return (
    <Panel
      title="Workspace"
      subtitle="Reports are in this currency, and their days begin at midnight of this time zone."
      state={panelStateOf(result)}
      height={90}
    >
      <form onSubmit={submit}>
        <SimpleGrid cols={{ base: 1, sm: 3 }} style={{ alignItems: 'end' }}>
          <TextInput
            label="Reporting currency"
            maxLength={3}
            required
            disabled={!canEdit}
            value={chosenCurrency}
            onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
          />
          <Select
            label="Time zone"
            data={TIME_ZONES}
            searchable
            limit={60}
            allowDeselect={false}
            disabled={!canEdit}
            value={chosenZone}
            onChange={setZone}
          />
          {canEdit ? (
            <Group>
              <Button type="submit" loading={save.isPending}>
                Save
              </Button>
            </Group>
          ) : null}
        </SimpleGrid>
        {save.error ? (
          <Alert color="orange" role="alert" mt="sm">
            {save.error.message}
          </Alert>
        ) : null}
      </form>
    </Panel>
  );
}
