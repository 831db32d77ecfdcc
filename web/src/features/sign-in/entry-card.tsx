import type { ReactNode } from 'react';
import { Wordmark } from '../../components/wordmark.tsx';
import classes from './entry-card.module.css';

/** The frame of the pages outside the product: name, title, form. */
export function EntryCard({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <main className={classes.page}>
      <title>{`${title} · Breakeven`}</title>
      <div className={classes.card}>
        <Wordmark />
        <h1>{title}</h1>
        {text ? <p>{text}</p> : null}
        {children}
      </div>
      <p className={classes.footer}>
        Does giving it away pay? Server cost, ad revenue and block rates, to the clip.
      </p>
    </main>
  );
}
