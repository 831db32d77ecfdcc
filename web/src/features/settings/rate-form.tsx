import { Alert, Button, Group, Select, SimpleGrid, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { addRate } from '../../api/rates.ts';
import { settingsQuery } from '../../api/settings.ts';
import type { NewRate, Rate, Resource } from '../../api/types.ts';
import { RatePreview } from './rate-preview.tsx';
import { RESOURCE_TERMS, RESOURCES } from './resource-terms.ts';
import classes from './settings.module.css';
import { StartField } from './start-field.tsx';
import { workedExample } from './worked-example.ts';

interface RateFormProps {
  rates: Rate[];
  onDone: () => void;
  canCancel: boolean;
}

/** Adds a price: the unit is spelled out, and an example and a preview show what it means before it is saved. */
export function RateForm({ rates, onDone, canCancel }: RateFormProps) {
  const client = useQueryClient();
  const { data: settings } = useQuery(settingsQuery);
  const [resource, setResource] = useState<Resource>('gpu');
  const [match, setMatch] = useState<Record<string, string>>({});
  const [price, setPrice] = useState('');
  const [ownCurrency, setCurrency] = useState<string | null>(null);
  const [months, setMonths] = useState('1');
  // A first price should cover what was used already; a later one starts now unless told otherwise.
  const [start, setStart] = useState(() => (rates.length === 0 ? '2020-01-01T00:00' : null));
  const terms = RESOURCE_TERMS[resource];
  const currency = ownCurrency ?? settings?.reporting_currency ?? 'USD';
  const used = Object.fromEntries(
    terms.match.flatMap(({ key }) => (match[key]?.trim() ? [[key, match[key].trim()]] : [])),
  );
  const example = workedExample({ resource, match: used, price, currency, months });
  // RESOURCE_TERMS keeps resource, unit and match together; the compiler cannot see that in three variables.
  const rate =
    start !== null && example !== null && /^[A-Z]{3}$/.test(currency)
      ? ({
          resource,
          match: used,
          unit: terms.unit,
          price: price.trim(),
          currency,
          ...(resource === 'storage' && months.trim() !== '1' ? { months: months.trim() } : {}),
          valid_from: `${start}:00Z`,
        } as NewRate)
      : null;
  const save = useMutation({
    mutationFn: addRate,
    onSuccess: () => {
      notifications.show({ message: 'The price is saved. All numbers follow it from its start.' });
      setPrice('');
      void client.invalidateQueries({ queryKey: ['rates'] });
      // Answers with the old terms must not be seen again, not even while new ones load.
      client.removeQueries({ queryKey: ['report'] });
      onDone();
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (rate) save.mutate(rate);
  }

  return (
    <form className={classes.form} onSubmit={submit}>
      <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
        <Select
          label="What is paid for"
          data={RESOURCES.map((name) => ({ value: name, label: RESOURCE_TERMS[name].label }))}
          value={resource}
          allowDeselect={false}
          onChange={(value) => {
            setResource(value as Resource);
            setMatch({});
          }}
        />
        <TextInput
          label="Price"
          description={`for ${terms.unitInWords}`}
          inputMode="decimal"
          placeholder="3.99"
          required
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={price}
          error={price !== '' && example === null ? 'A number with a point, such as 3.99' : undefined}
          onChange={(event) => setPrice(event.currentTarget.value)}
        />
        <TextInput
          label="Currency"
          maxLength={3}
          required
          value={currency}
          onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
        />
        {terms.match.map(({ key, label, example: sample, options }) =>
          options ? (
            <Select
              key={key}
              label={`${label} (optional)`}
              placeholder={sample}
              clearable
              data={options}
              value={match[key] ?? null}
              onChange={(value) => setMatch({ ...match, [key]: value ?? '' })}
            />
          ) : (
            <TextInput
              key={key}
              label={`${label} (optional)`}
              placeholder={`all; or ${sample}`}
              value={match[key] ?? ''}
              onChange={(event) => setMatch({ ...match, [key]: event.currentTarget.value })}
            />
          ),
        )}
        {resource === 'storage' ? (
          <TextInput
            label="Months that a clip is kept"
            inputMode="decimal"
            value={months}
            onChange={(event) => setMonths(event.currentTarget.value)}
          />
        ) : null}
        <StartField value={start} onChange={setStart} />
      </SimpleGrid>
      {example ? <p className={classes.example}>So {example}.</p> : null}
      {rate ? <RatePreview rate={rate} /> : null}
      {save.error ? (
        <Alert color="orange" role="alert">
          {save.error.message}
        </Alert>
      ) : null}
      <Group>
        <Button type="submit" disabled={!rate} loading={save.isPending}>
          Save the price
        </Button>
        {canCancel ? (
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
        ) : null}
      </Group>
    </form>
  );
}
