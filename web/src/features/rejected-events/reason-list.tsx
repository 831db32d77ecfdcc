import classes from './rejected-events.module.css';

interface ReasonListProps {
  errors: readonly { code: string; path: string; message: string }[];
}

/** Everything that is wrong with an event, field by field. */
export function ReasonList({ errors }: ReasonListProps) {
  return (
    <ul className={classes.errors}>
      {errors.map(({ code, path, message }) => (
        <li key={`${path} ${code} ${message}`}>
          {message.includes(path || code) ? null : <span className={classes.code}>{path || code}: </span>}
          {message}
        </li>
      ))}
    </ul>
  );
}
