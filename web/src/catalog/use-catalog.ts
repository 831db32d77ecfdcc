import { useSuspenseQuery } from '@tanstack/react-query';
import { catalogQuery } from '../api/catalog.ts';
import type { Catalog } from '../api/types.ts';
import { CatalogView } from './catalog-view.ts';

const views = new WeakMap<Catalog, CatalogView>();

/** Labels, units and definitions of every metric and dimension. */
export function useCatalog(): CatalogView {
  const { data } = useSuspenseQuery(catalogQuery);
  let view = views.get(data);
  if (!view) {
    view = new CatalogView(data);
    views.set(data, view);
  }
  return view;
}
