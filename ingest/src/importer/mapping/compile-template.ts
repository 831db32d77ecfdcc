import type { Cell, Cells } from './cells.ts';
import { templateParts } from './template.ts';

/**
 * Makes the text of a template for each row. A row where any column of it is empty has no such text: an id joined
 * from half of its parts would not tell rows apart.
 * @param fileName what `${file}` stands for.
 */
export function compileTemplate(template: string, cells: Cells, fileName: string): Cell {
  const parts = templateParts(template).map((part): Cell => {
    if ('text' in part) return () => part.text;
    if (part.name === 'row') return (row) => String(row.row);
    if (part.name === 'file') return () => fileName;
    return cells.of(part.name);
  });
  return (row) => {
    let text = '';
    for (const part of parts) {
      const piece = part(row);
      if (piece === undefined) return undefined;
      text += piece;
    }
    return text;
  };
}
