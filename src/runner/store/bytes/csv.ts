/** CSV files: written by csv-writer, and read by a strict reader of what this writes. */
import { readFile } from 'node:fs/promises';
import { createArrayCsvStringifier } from 'csv-writer';
import { writeWhole } from './atomic.js';

/** Text, a number (perhaps infinite, never NaN), or null for an empty cell. */
export type CsvCell = string | number | null;

export interface CsvTable {
  readonly columns: readonly string[];
  /** Consumed one at a time, so that a table may be larger than memory. */
  readonly rows: Iterable<readonly CsvCell[]>;
}

export async function writeCsv(path: string, table: CsvTable): Promise<void> {
  await writeWhole(path, pieces(table));
}

/** The file's text, lines ending in \n. Throws if a row is not as wide as the header, or on NaN. */
export function csvText(table: CsvTable): string {
  return [...pieces(table)].join('');
}

const ROWS_PER_PIECE = 1000; // rows formatted and written at a time

function* pieces({ columns, rows }: CsvTable): Generator<string> {
  const stringifier = createArrayCsvStringifier({ header: columns.map(written) });
  yield stringifier.getHeaderString() ?? '';
  let piece: string[][] = [];
  let count = 0;
  for (const row of rows) {
    count += 1;
    if (row.length !== columns.length)
      throw new Error(`csv: row ${count} has ${row.length} cells, the header ${columns.length}`);
    piece.push(row.map(written));
    if (piece.length < ROWS_PER_PIECE) continue;
    yield stringifier.stringifyRecords(piece);
    piece = [];
  }
  // csv-writer writes an empty line for an empty list of rows.
  if (piece.length > 0) yield stringifier.stringifyRecords(piece);
}

// Spreadsheets evaluate such text as a formula, unless it starts with a quote. Text that starts with quotes gets one more,
// so that reading gives the text back.
const FORMULA = /^'*[=+\-@\t]/;
/** A number as it is written, perhaps infinite. */
export const NUMBER = /^[+-]?(Infinity|(\d+\.?\d*|\.\d+)(e[+-]?\d+)?)$/i;

function written(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') {
    if (Number.isNaN(cell)) throw new Error('csv: NaN is not a metric value; write an empty cell and the reason');
    return String(cell);
  }
  const text = cell.replace(/\r\n?/g, '\n'); // csv-writer does not quote a bare \r
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** The rows of a file with exactly these columns, as text. Throws an error with file and line otherwise. */
export async function readCsv(path: string, columns: readonly string[]): Promise<string[][]> {
  return parseCsv(await readFile(path, 'utf8'), columns, path);
}

/** The rows as text, or as `convert` makes of them: it throws what is wrong with a row. */
export function parseCsv(text: string, columns: readonly string[], name: string): string[][];
export function parseCsv<T>(
  text: string,
  columns: readonly string[],
  name: string,
  convert: (cells: readonly string[]) => T,
): T[];
export function parseCsv(
  text: string,
  columns: readonly string[],
  name: string,
  convert: (cells: string[]) => unknown = (cells) => cells,
): unknown[] {
  const [header, ...rows] = records(text, name);
  const given = header?.cells.join(',') ?? '';
  if (given !== columns.join(','))
    throw new Error(`${name}:1: the columns are '${given}'; needed '${columns.join(',')}'`);
  return rows.map(({ cells, line }) => {
    if (cells.length !== columns.length)
      throw new Error(`${name}:${line}: has ${cells.length} cells, the header ${columns.length}`);
    try {
      return convert(cells);
    } catch (error) {
      throw new Error(`${name}:${line}: ${(error as Error).message}`);
    }
  });
}

interface CsvRecord {
  readonly cells: string[];
  readonly line: number;
}

function records(text: string, name: string): CsvRecord[] {
  const found: CsvRecord[] = [];
  let [at, line] = [0, 1];
  while (at < text.length) {
    const end = text.indexOf('\n', at);
    const whole = text.slice(at, end < 0 ? text.length : end);
    if (/["\r]/.test(whole)) {
      const quoted = quotedRecord(text, at, { name, line });
      found.push({ cells: quoted.cells, line });
      at = quoted.end;
      line += quoted.lines;
      continue;
    }
    found.push({ cells: whole.split(',').map(withoutGuard), line });
    at = end < 0 ? text.length : end + 1;
    line += 1;
  }
  return found;
}

/** A record with quotes, which may stretch over lines; `end`: where the next one starts. */
function quotedRecord(text: string, start: number, at: { readonly name: string; readonly line: number }) {
  // A cell, quoted or not, and its delimiter.
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  cell.lastIndex = start;
  const cells: string[] = [];
  let lines = 0;
  while (true) {
    const match = cell.exec(text);
    if (!match) throw new Error(`${at.name}:${at.line + lines}: unclosed quote, or a quote inside an unquoted cell`);
    cells.push(withoutGuard(match[1]?.replaceAll('""', '"') ?? match[2]));
    lines += match[0].split('\n').length - 1;
    if (match[3] !== ',') return { cells, lines, end: cell.lastIndex };
  }
}

/** The text before it was guarded against spreadsheets. */
function withoutGuard(cell: string): string {
  return cell.startsWith("'") ? cell.replace(/^'(?='*[=+\-@\t])/, '') : cell;
}
