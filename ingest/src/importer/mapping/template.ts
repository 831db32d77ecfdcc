/** A piece of a template: fixed text, or the name between `${` and `}`. */
export type TemplatePart = { text: string } | { name: string };

/** Splits 'clip-${group}-${row}' into its parts. An unclosed `${` is text. */
export function templateParts(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of template.matchAll(/\$\{([^}]+)\}/g)) {
    if (match.index > end) parts.push({ text: template.slice(end, match.index) });
    parts.push({ name: match[1] as string });
    end = match.index + match[0].length;
  }
  if (end < template.length) parts.push({ text: template.slice(end) });
  return parts;
}
