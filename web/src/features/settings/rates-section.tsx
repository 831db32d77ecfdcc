import { Button, Collapse, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { ratesQuery } from '../../api/rates.ts';
import { dimensionValueLabel } from '../../catalog/dimension-value-label.ts';
import { exactValue } from '../../catalog/format-value.ts';
import { Panel } from '../../components/panel.tsx';
import { panelStateOf } from '../../reports/panel-state-of.ts';
import { RateForm } from './rate-form.tsx';
import { groupRates, type RateGroup } from './rate-status.ts';
import { RESOURCE_TERMS } from './resource-terms.ts';
import { utcMoment } from './utc-moment.ts';

/** The rate card with its history; a price is never edited, a later one takes over. */
export function RatesSection({ canEdit }: { canEdit: boolean }) {
  const result = useQuery(ratesQuery);
  const rates = result.data?.items ?? [];
  const [formOpened, form] = useDisclosure(false);
  const opened = formOpened || (result.isSuccess && rates.length === 0);
  return (
    <Panel
      title="Prices"
      subtitle="Usage is priced by the rate valid at its time. A price is never changed: add a later one, and it takes over at its start."
      state={panelStateOf(result)}
      height={180}
      tools={
        canEdit && !opened ? (
          <Button size="compact-md" onClick={form.open}>
            Add a price
          </Button>
        ) : null
      }
    >
      {canEdit ? (
        <Collapse expanded={opened}>
          <RateForm rates={rates} onDone={form.close} canCancel={rates.length > 0} />
        </Collapse>
      ) : null}
      {rates.length === 0 ? (
        <p style={{ color: 'var(--text-soft)', margin: '8px 0 0' }}>
          There is no price yet, so every cost is unknown. The GPU hour is the one to start with.
        </p>
      ) : (
        <Table.ScrollContainer minWidth={620} type="native" tabIndex={0}>
          <Table verticalSpacing={7} aria-label="Prices">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>For</Table.Th>
                <Table.Th ta="right">Price</Table.Th>
                <Table.Th>per</Table.Th>
                <Table.Th>From (UTC)</Table.Th>
                <Table.Th>Until (UTC)</Table.Th>
                <Table.Th>State</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {groupRates(rates, Date.now()).map((group) => (
                <GroupRows key={group.key} group={group} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  );
}

function GroupRows({ group }: { group: RateGroup }) {
  const terms = RESOURCE_TERMS[group.resource];
  const match = Object.entries(group.match).map(([key, value]) => dimensionValueLabel(key, value));
  return group.rates.map(({ rate, status, until }, index) => (
    <Table.Tr key={rate.id} c={status === 'valid now' ? undefined : 'dimmed'}>
      <Table.Td fw={index === 0 ? 600 : 400}>
        {index === 0 ? `${terms.label}${match.length > 0 ? `: ${match.join(', ')}` : ', all'}` : ''}
      </Table.Td>
      <Table.Td ta="right" className="number" style={{ whiteSpace: 'nowrap' }}>
        {exactValue(rate.price, { kind: 'money', currency: rate.currency })}
      </Table.Td>
      <Table.Td>
        {terms.unitInWords}
        {rate.months ? `, ${rate.months} months` : ''}
      </Table.Td>
      <Table.Td className="number">{utcMoment(rate.valid_from)}</Table.Td>
      <Table.Td className="number">{until ? utcMoment(until) : ''}</Table.Td>
      <Table.Td fw={status === 'valid now' ? 600 : 400}>{status}</Table.Td>
    </Table.Tr>
  ));
}
