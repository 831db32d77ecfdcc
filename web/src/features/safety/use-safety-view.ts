import { useSearchParams } from 'react-router';
import { type Focus, parseFocus, writeFocus } from './focus.ts';

export interface SafetyView {
  /** The tile that the chart shows. */
  metric: string;
  /** A policy or classifier that the chart shows instead. */
  focus: Focus | null;
  showMetric: (name: string) => void;
  /** Pressing the same one again returns to the tile. */
  toggleFocus: (focus: Focus) => void;
}

/** What the main chart shows, kept in the URL like everything else. */
export function useSafetyView(metrics: string[]): SafetyView {
  const [params, setParams] = useSearchParams();
  const metric = metrics.find((name) => name === params.get('chart')) ?? metrics[0]!;
  const text = params.get('focus');
  const set = (name: string, value: string | null, also?: string) =>
    setParams(
      (current) => {
        if (value === null) current.delete(name);
        else current.set(name, value);
        if (also) current.delete(also);
        return current;
      },
      { preventScrollReset: true },
    );
  return {
    metric,
    focus: parseFocus(text),
    showMetric: (name) => set('chart', name === metrics[0] ? null : name, 'focus'),
    toggleFocus: (focus) => set('focus', writeFocus(focus) === text ? null : writeFocus(focus)),
  };
}
