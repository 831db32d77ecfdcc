import { Group, TextInput, UnstyledButton } from '@mantine/core';

interface StartFieldProps {
  /** `2026-10-01T00:00` in UTC; null as long as it is empty. */
  value: string | null;
  onChange: (value: string | null) => void;
}

const QUARTER = 15 * 60_000;

const minute = (time: number) => new Date(time).toISOString().slice(0, 16);

/** From when on a price holds, with the three starts that are nearly always meant. */
export function StartField({ value, onChange }: StartFieldProps) {
  const now = Date.now();
  const month = `${new Date(now).toISOString().slice(0, 7)}-01T00:00`;
  const quick = [
    ['from now', minute(Math.ceil(now / QUARTER) * QUARTER)],
    ['this month', month],
    ['all past usage too', '2020-01-01T00:00'],
  ] as const;
  return (
    <TextInput
      type="datetime-local"
      step={900}
      required
      label="Valid from (UTC)"
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value.slice(0, 16) || null)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      descriptionProps={{ component: 'div' }}
      description={
        <Group gap={10} mt={2}>
          {quick.map(([label, start]) => (
            <UnstyledButton key={label} fz={12} td="underline" onClick={() => onChange(start)}>
              {label}
            </UnstyledButton>
          ))}
        </Group>
      }
    />
  );
}
