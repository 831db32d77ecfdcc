import { InfoTip } from '../components/info-tip.tsx';
import { useCatalog } from './use-catalog.ts';

/** The (i) beside a title: the definitions of the metrics that it shows, in the catalog's words. */
export function MetricInfo({ subject, metrics }: { subject: string; metrics: string[] }) {
  const catalog = useCatalog();
  return (
    <InfoTip subject={subject}>
      {metrics.map((name) => {
        const metric = catalog.metric(name);
        return (
          <p key={name} style={{ margin: '0 0 8px' }}>
            <strong>{metric.label}</strong>
            <br />
            {metric.description}
            {metric.estimated ? ' Estimated.' : ''}
          </p>
        );
      })}
    </InfoTip>
  );
}
