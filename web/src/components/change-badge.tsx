import classes from './change-badge.module.css';

interface ChangeBadgeProps {
  text: string;
  direction: 'up' | 'down' | 'same';
  tone: 'good' | 'bad' | 'neutral';
  /** The value that it is compared with, exactly. */
  title?: string;
}

const ARROWS = { up: '↑', down: '↓', same: '→' };

/** A change against the period before. Sign and arrow say the direction; colour only adds whether it is welcome. */
export function ChangeBadge({ text, direction, tone, title }: ChangeBadgeProps) {
  return (
    <span className={`${classes.badge} number`} data-tone={tone} title={title}>
      <span aria-hidden>{ARROWS[direction]}</span> {text}
    </span>
  );
}
