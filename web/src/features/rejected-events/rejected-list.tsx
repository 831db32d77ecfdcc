import type { RejectedEvent } from '../../api/types.ts';
import classes from './rejected-events.module.css';
import { utcClock } from './utc-clock.ts';

/** One row an event, the newest first: why, what, when. Each opens. */
export function RejectedList({ items, onOpen }: { items: RejectedEvent[]; onOpen: (id: string) => void }) {
  return (
    <ul className={classes.list} aria-label="Rejected events">
      {items.map((item) => (
        <li key={item.id}>
          <button type="button" className={classes.row} onClick={() => onOpen(item.id)}>
            <span className={classes.reason}>
              <span className={classes.code}>{item.code}</span>
              {item.path ? ` at ${item.path}` : ''}
            </span>
            <span className={`${classes.when} number`}>{utcClock(item.received_at)}</span>
            <span className={classes.message}>{item.message}</span>
            <span className={`${classes.what} ${classes.code}`}>
              {[item.type, item.source, item.event_id].map((part) => part ?? '–').join(' · ')}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
