/** The colours of the product by meaning; `app/tokens.css` gives each its value in both themes. */
export type ColorName =
  | 'cost'
  | 'revenue'
  | 'margin'
  | 'allow'
  | 'review'
  | 'block'
  | `neutral${1 | 2 | 3 | 4 | 5 | 6}`
  | `cost${1 | 2 | 3 | 4 | 5}`
  | `block${1 | 2 | 3 | 4}`;

export const color = (name: ColorName): string => `var(--color-${name})`;
