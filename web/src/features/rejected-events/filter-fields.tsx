import { Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { RejectedFilter } from '../../api/rejected-events.ts';
import type { RejectedCount } from '../../api/types.ts';
import classes from './rejected-events.module.css';
import { countOf } from './rejected-filter.ts';

interface FilterFieldsProps {
  filter: RejectedFilter;
  counts: RejectedCount[];
  onChange: (filter: RejectedFilter) => void;
}

const FIELDS = [
  { name: 'search', label: 'Search', placeholder: 'Path, message or event id' },
  { name: 'type', label: 'Type', placeholder: 'generation.completed' },
  { name: 'source', label: 'Source', placeholder: '/render' },
] as const;

/** Narrows the list down. Texts count when they are entered: with the enter key, or when their field is left. */
export function FilterFields({ filter, counts, onChange }: FilterFieldsProps) {
  const [texts, setTexts] = useState<Partial<Record<(typeof FIELDS)[number]['name'], string>>>(filter);
  const codes = [...new Set(counts.map(({ code }) => code))].sort();
  const options = codes.map((code) => ({
    value: code,
    label: `${code} (${countOf(counts, filter.status, code).toLocaleString('en')})`,
  }));

  function submit(event?: FormEvent) {
    event?.preventDefault();
    const entered = FIELDS.map(({ name }) => [name, texts[name]?.trim() || undefined]);
    onChange({ ...filter, ...Object.fromEntries(entered) });
  }

  return (
    <form className={classes.filters} onSubmit={submit} aria-label="Filters">
      <Select
        label="Reason"
        placeholder="All"
        data={options}
        value={filter.code ?? null}
        onChange={(code) => onChange({ ...filter, code: code ?? undefined })}
        clearable
        clearButtonProps={{ 'aria-label': 'All reasons' }}
      />
      {FIELDS.map(({ name, label, placeholder }) => (
        <TextInput
          key={name}
          label={label}
          placeholder={placeholder}
          value={texts[name] ?? ''}
          onChange={(event) => setTexts({ ...texts, [name]: event.currentTarget.value })}
          onBlur={() => submit()}
        />
      ))}
      <input type="submit" hidden />
    </form>
  );
}
