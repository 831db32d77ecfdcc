import { useEffect, useState } from 'react';
import { nextQuarter } from './resolve-range.ts';

/** The current time in milliseconds, renewed only when the next quarter of an hour begins. */
export function useClock(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), nextQuarter(now) - Date.now() + 50);
    return () => clearTimeout(timer);
  }, [now]);
  return now;
}
