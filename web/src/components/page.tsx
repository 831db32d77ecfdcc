import { type ReactNode, useEffect } from 'react';
import classes from './page.module.css';

interface PageProps {
  /** Names the page in the browser's tab and to screen readers. */
  title: string;
  /** Shows the title on screen too; report pages leave the first line to their sentence. */
  heading?: boolean;
  children: ReactNode;
}

export function Page({ title, heading = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Breakeven`;
  }, [title]);
  return (
    <div className={classes.page}>
      <h1 className={heading ? classes.title : classes.hidden}>{title}</h1>
      {children}
    </div>
  );
}

/** Two panels side by side where there is room. */
export function Columns({ children }: { children: ReactNode }) {
  return <div className={classes.columns}>{children}</div>;
}
