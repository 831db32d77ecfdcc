import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { runQuery } from '../api/run-query.ts';
import type { ReportQuery } from '../api/types.ts';
import { CodeBlock } from '../components/code-block.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import classes from './trust-line.module.css';

/** The statement that the server ran for a query, with the query itself, so that anybody can repeat both. */
export function SqlView({ query }: { query: ReportQuery }) {
  const explained = { ...query, explain: true };
  const { data, error, refetch } = useQuery({
    queryKey: ['explain', query],
    queryFn: ({ signal }) => runQuery(explained, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <ErrorNote message={error.message} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={240} />;
  return (
    <>
      <CodeBlock label="SQL" code={data.sql ?? 'The server gave no SQL for this query.'} />
      {data.sql_parameters ? (
        <>
          <h3 className={classes.heading}>Its parameters</h3>
          <CodeBlock label="Parameters" code={JSON.stringify(data.sql_parameters, null, 2)} />
        </>
      ) : null}
      <h3 className={classes.heading}>The question, for POST /v1/query</h3>
      <CodeBlock label="Query" code={JSON.stringify(query, null, 2)} />
    </>
  );
}
