import { Skeleton } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { ErrorNote } from './error-note.tsx';
import classes from './panel.module.css';
import { type PanelState, READY } from './panel-state.ts';

interface PanelProps {
  title: string;
  /** One plain line under the title. */
  subtitle?: ReactNode;
  /** Stands right after the title: the definition of what is shown. */
  info?: ReactNode;
  /** Stands at the right end of the title line. */
  tools?: ReactNode;
  state?: PanelState;
  /** Height of the skeleton, so that nothing jumps when the data arrives. */
  height?: number;
  children: ReactNode;
}

/** A titled card that shows a skeleton first, dims old data while newer data loads, and fails alone. */
export function Panel({ title, subtitle, info, tools, state = READY, height = 220, children }: PanelProps) {
  const id = useId();
  return (
    <section className={classes.panel} aria-labelledby={id} aria-busy={state.loading || state.dimmed}>
      <header className={classes.head}>
        <div>
          <h2 className={classes.title}>
            <span id={id}>{title}</span>
            {info}
          </h2>
          {subtitle ? <p className={classes.subtitle}>{subtitle}</p> : null}
        </div>
        {tools ? <div className={classes.tools}>{tools}</div> : null}
      </header>
      {state.failure ? (
        <ErrorNote
          message={state.failure.message}
          reference={state.failure.reference}
          onRetry={state.retry}
        />
      ) : null}
      {state.loading ? (
        <Skeleton height={height} radius="md" aria-label={`Loading ${title}`} />
      ) : state.failure && !state.dimmed ? null : (
        <div className={classes.body} data-dimmed={state.dimmed || undefined}>
          {children}
        </div>
      )}
    </section>
  );
}
