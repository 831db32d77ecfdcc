import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { catalogQuery } from '../api/catalog.ts';
import type { Metric } from '../api/types.ts';

const metric = (name: string, label: string, unit: Metric['unit'], additive: boolean): Metric => ({
  name,
  label,
  description: `${label}, defined.`,
  unit,
  lower_is_better: null,
  dimensions: ['model'],
  additive,
  estimated: false,
});

const catalog = {
  metrics: [
    metric('server_cost', 'Server cost', 'money', true),
    metric('ad_revenue', 'Ad revenue', 'money', true),
    metric('cost_per_generation', 'Cost per generation', 'money', false),
    metric('blocks', 'Blocks', 'count', true),
  ],
  dimensions: [{ name: 'model', label: 'Model', description: 'The model.', many_valued: false }],
};

/** Renders with what every page has around it, and a small catalog. */
export function renderWithCatalog(children: ReactNode) {
  const client = new QueryClient();
  client.setQueryData(catalogQuery.queryKey, catalog);
  return render(
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <MemoryRouter>{children}</MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  );
}
