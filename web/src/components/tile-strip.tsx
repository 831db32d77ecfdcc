import type { ReactNode } from 'react';
import classes from './tile-strip.module.css';

/** The row of tiles that forms the head of the main chart's card. */
export function TileStrip({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={classes.strip} aria-label={label}>
      {children}
    </fieldset>
  );
}
