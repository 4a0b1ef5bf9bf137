import { printable } from './printable.js';

/**
 * A table in a fixed-width font: columns padded to their widest cell, two spaces apart, without spaces at a line's end.
 * Every row has as many cells as the first; line breaks in a cell become spaces.
 *
 *     alignColumns([['loss', 'js'], ['hinge', '0.1']]) // 'loss   js\nhinge  0.1'
 */
export function alignColumns(written: readonly (readonly string[])[]): string {
  const rows = written.map((row) => row.map((cell) => printable(cell.replace(/\s*[\n\t]\s*/g, ' '))));
  const widths = rows[0].map((_, i) => rows.reduce((widest, row) => Math.max(widest, row[i].length), 0));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
