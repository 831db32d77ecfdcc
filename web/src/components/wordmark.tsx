import classes from './wordmark.module.css';

/** The name with its sign: the line of cost and the line of revenue, and the point where they meet. */
export function Wordmark() {
  return (
    <span className={classes.wordmark}>
      <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden="true">
        <path d="M4 8 28 24" stroke="var(--color-cost)" strokeWidth="3.6" strokeLinecap="round" />
        <path d="M4 24 28 8" stroke="var(--color-revenue)" strokeWidth="3.6" strokeLinecap="round" />
        <circle cx="16" cy="16" r="4.2" fill="var(--text)" stroke="var(--page)" strokeWidth="1.6" />
      </svg>
      Breakeven
    </span>
  );
}
