import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { loadSampleData, sampleDataQuery } from '../../api/sample-data.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { SampleProgress } from './sample-progress.tsx';

/** Loads the sample history and shows how far it is. */
export function SampleDataButton() {
  const client = useQueryClient();
  const { data } = useQuery(sampleDataQuery);
  const load = useMutation({
    mutationFn: loadSampleData,
    onSettled: () => client.invalidateQueries({ queryKey: sampleDataQuery.queryKey }),
  });
  if (data?.status === 'loading') return <SampleProgress data={data} />;
  return (
    <>
      {load.error || data?.status === 'failed' ? (
        <ErrorNote message={load.error?.message ?? data?.message ?? 'Loading stopped.'} />
      ) : null}
      <div>
        <Button variant="default" loading={load.isPending} onClick={() => load.mutate()}>
          Load sample data
        </Button>
      </div>
    </>
  );
}
