import { Skeleton } from '@mantine/core';

/** The shape of a report page while its code or its first answer is on its way. */
export function PageSkeleton() {
  return (
    <div
      aria-busy="true"
      style={{ display: 'grid', gap: 16, maxWidth: 1400, margin: '16px auto', padding: '0 20px' }}
    >
      <Skeleton height={36} width="60%" />
      <Skeleton height={126} />
      <Skeleton height={380} />
    </div>
  );
}
