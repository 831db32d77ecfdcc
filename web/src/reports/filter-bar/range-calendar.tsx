import '@mantine/dates/styles.css';
import { DatePicker } from '@mantine/dates';
import { useState } from 'react';
import type { Range } from '../report-state.ts';
import { addDays, dateInZone, isDate } from '../zoned-date.ts';

interface RangeCalendarProps {
  range: Range;
  zone: string;
  /** Dates, half-open: the end is the day after the last one picked. */
  onPick: (start: string, end: string) => void;
}

/** Two clicks choose a range of days. Loaded only when the menu opens. */
export default function RangeCalendar({ range, zone, onPick }: RangeCalendarProps) {
  const [value, setValue] = useState<[string | null, string | null]>(() => picked(range));
  return (
    <DatePicker
      type="range"
      allowSingleDateInRange
      firstDayOfWeek={1}
      size="sm"
      weekendDays={[]}
      hideOutsideDates
      previousLabel="Month before"
      nextLabel="Month after"
      maxDate={dateInZone(Date.now(), zone)}
      defaultDate={value[1] ?? undefined}
      value={value}
      onChange={(next) => {
        setValue(next);
        const [first, last] = next;
        if (first && last) onPick(first, addDays(last, 1));
      }}
    />
  );
}

function picked(range: Range): [string | null, string | null] {
  if ('preset' in range || !isDate(range.start) || !isDate(range.end)) return [null, null];
  return [range.start, addDays(range.end, -1)];
}
