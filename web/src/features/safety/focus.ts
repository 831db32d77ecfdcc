/** A policy or classifier whose course the main chart shows; part of the URL as `focus=policy:adult_nudity`. */
export interface Focus {
  dimension: 'policy' | 'classifier';
  /** null is "unknown". */
  value: string | null;
}

export function parseFocus(text: string | null): Focus | null {
  const [, dimension, value] = /^(policy|classifier):(.*)$/s.exec(text ?? '') ?? [];
  if (dimension !== 'policy' && dimension !== 'classifier') return null;
  return { dimension, value: value === '' ? null : (value ?? null) };
}

export const writeFocus = ({ dimension, value }: Focus): string => `${dimension}:${value ?? ''}`;
