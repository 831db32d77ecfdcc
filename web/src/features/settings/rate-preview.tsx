import { Table } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { previewRate } from '../../api/rates.ts';
import type { NewRate } from '../../api/types.ts';
import { formatValue } from '../../catalog/format-value.ts';
import classes from './settings.module.css';

/** What the cost of each month would become. Nothing is saved by asking. */
export function RatePreview({ rate }: { rate: NewRate }) {
  const [settled] = useDebouncedValue(rate, 400);
  const { data } = useQuery({
    queryKey: ['rate-preview', settled],
    queryFn: ({ signal }) => previewRate(settled, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (!data || data.length === 0) return null;
  return (
    <div className={classes.preview}>
      <h3>What would change</h3>
      <Table verticalSpacing={4} aria-label="Cost of each month with this price">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Month</Table.Th>
            <Table.Th ta="right">Cost now</Table.Th>
            <Table.Th ta="right">With this price</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.map(({ month, resource, cost_now, cost_then, currency }) => (
            <Table.Tr key={`${month} ${resource}`}>
              <Table.Td>{month}</Table.Td>
              <Table.Td ta="right" className="number">
                {formatValue(cost_now, { kind: 'money', currency }, { unpriced: true })}
              </Table.Td>
              <Table.Td ta="right" className="number">
                {formatValue(cost_then, { kind: 'money', currency }, { unpriced: true })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
