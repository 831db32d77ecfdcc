import { color } from './color.ts';
import classes from './stage-funnel.module.css';

export interface FunnelPart {
  key: 'allow' | 'review' | 'block';
  label: string;
  /** Share of the step's decisions, 0 to 1; null when there were none. */
  share: number | null;
  count: string;
  rate: string;
}

export interface FunnelStep {
  key: string;
  label: string;
  decisions: string;
  /** Width of the bar against the widest step, 0 to 1. */
  width: number;
  parts: FunnelPart[];
  /** Stands under the bar: what the blocks of this step had already cost. */
  note: string;
}

/** How many decisions each stage took and how they went; a table for screen readers, bars for the eye. */
export function StageFunnel({ label, steps }: { label: string; steps: FunnelStep[] }) {
  return (
    <table className={classes.funnel} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Stage</th>
          <th scope="col" className={classes.flowHead}>
            Decisions
          </th>
          {steps[0]?.parts.map((part) => (
            <th key={part.key} scope="col" className={classes.partHead}>
              <span className={classes.swatch} style={{ background: color(part.key) }} />
              {part.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step.key}>
            <th scope="row">{step.label}</th>
            <td className={classes.flow}>
              <span className={classes.bar} style={{ width: `${Math.max(step.width, 0.01) * 100}%` }}>
                {step.parts.map((part) =>
                  part.share ? (
                    <span
                      key={part.key}
                      style={{ flexGrow: part.share, background: color(part.key) }}
                      title={`${part.label}: ${part.count}`}
                    />
                  ) : null,
                )}
              </span>
              <span className={`${classes.caption} number`}>
                {step.decisions} <span className={classes.note}>{step.note}</span>
              </span>
            </td>
            {step.parts.map((part) => (
              <td key={part.key} className={`${classes.part} number`}>
                <span className={classes.partName} aria-hidden>
                  <span className={classes.swatch} style={{ background: color(part.key) }} />
                  {part.label}
                </span>
                <strong>{part.rate}</strong>
                <span className={classes.count}>{part.count}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
