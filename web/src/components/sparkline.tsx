import classes from './sparkline.module.css';

interface SparklineProps {
  values: (number | null)[];
  /** A CSS colour. */
  stroke: string;
  /** The last bucket is still filling: its piece of the line is dashed. */
  unfinished: boolean;
}

const WIDTH = 120;
const HEIGHT = 28;

/** The course of a number at a glance. It repeats what the chart says exactly, so it is hidden from screen readers. */
export function Sparkline({ values, stroke, unfinished }: SparklineProps) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return <svg className={classes.sparkline} aria-hidden="true" />;
  const low = Math.min(...known, 0);
  const high = Math.max(...known, 0);
  const x = (index: number) => (index / (values.length - 1)) * WIDTH;
  const y = (value: number) => HEIGHT - 2 - ((value - low) / (high - low || 1)) * (HEIGHT - 4);
  const path = (from: number, to: number) => {
    let pen = 'M';
    let text = '';
    for (let index = from; index <= to; index++) {
      const value = values[index];
      if (value === null || value === undefined) {
        pen = 'M';
        continue;
      }
      text += `${pen}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = 'L';
    }
    return text;
  };
  const last = values.length - 1;
  const solidEnd = unfinished ? last - 1 : last;
  return (
    <svg
      className={classes.sparkline}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {low < 0 && high > 0 ? <line x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} className={classes.zero} /> : null}
      <path d={path(0, solidEnd)} stroke={stroke} />
      {unfinished ? <path d={path(last - 1, last)} stroke={stroke} strokeDasharray="2 3" /> : null}
    </svg>
  );
}
