import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import classes from './error-note.module.css';

interface ErrorNoteProps {
  message: string;
  /** The request's id, for whoever looks into the log. */
  reference?: string;
  onRetry?: () => void;
}

/** What happened and the one thing to do about it; it replaces only the tile that failed. */
export function ErrorNote({ message, reference, onRetry }: ErrorNoteProps) {
  return (
    <div className={classes.note} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <div className={classes.text}>
        <strong>This could not be loaded.</strong> {message}
        {reference ? <span className={classes.reference}>Request {reference}</span> : null}
      </div>
      {onRetry ? (
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          Try again
        </Button>
      ) : null}
    </div>
  );
}
