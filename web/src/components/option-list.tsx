import { TextInput } from '@mantine/core';
import { IconCheck, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './option-list.module.css';

export interface Option {
  key: string;
  label: string;
  checked: boolean;
  /** At the right end: how often the value occurs. */
  note?: string;
}

interface OptionListProps {
  label: string;
  options: Option[];
  onToggle: (key: string) => void;
  /** One choice replaces another; otherwise each is switched on and off. */
  single?: boolean;
}

/** More than this is a wall of text; the search narrows it. */
const VISIBLE = 60;

/** A searchable list of choices, reachable with the Tab and space keys. */
export function OptionList({ label, options, onToggle, single = false }: OptionListProps) {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = options.filter((option) => option.label.toLowerCase().includes(wanted));
  return (
    <div>
      <TextInput
        size="sm"
        aria-label={`Search ${label.toLowerCase()}`}
        placeholder="Search"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        autoFocus
      />
      <ul className={classes.list} aria-label={label}>
        {found.slice(0, VISIBLE).map((option) => (
          <li key={option.key}>
            <button type="button" aria-pressed={option.checked} onClick={() => onToggle(option.key)}>
              <span
                className={classes.box}
                data-checked={option.checked || undefined}
                data-single={single || undefined}
              >
                {option.checked ? <IconCheck size={12} stroke={3} aria-hidden /> : null}
              </span>
              <span className={classes.label}>{option.label}</span>
              {option.note ? <span className={`${classes.note} number`}>{option.note}</span> : null}
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className={classes.none}>Nothing matches “{search}”.</p> : null}
      {found.length > VISIBLE ? (
        <p className={classes.none}>{found.length - VISIBLE} more: type to narrow the list.</p>
      ) : null}
    </div>
  );
}
