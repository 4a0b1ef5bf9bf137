/** Rows of numbers out of CSV text, with or without a header. Each problem is a sentence that names the file and the line. */
import Papa from 'papaparse';
import { plural } from '../text/words.js';

export interface SampleFile {
  /** Rows of `dim` finite numbers. */
  readonly x: Float64Array;
  readonly dim: number;
  /** A first line of numbers that was taken for the columns' names. */
  readonly header?: string;
}

const HEAD_LINES = 50; // lines at the beginning that the separator is found from
const NO_SEPARATOR = '\u001f'; // one column: a character that no file of numbers has
const MAX_SHOWN = 40; // characters of a cell in a message
const MAX_EXACT_DIGITS = 15; // of an integer in float64

/**
 * The character between columns: the one that parts most of the first lines into numbers. Tab, semicolon, comma and blanks are tried in
 * this order; cells may have decimal commas, which `SampleRows` refuses with that reason.
 */
export function separatorOf(head: string): string {
  const lines = head.split(/\r\n|\n|\r/, HEAD_LINES).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const cells = (line: string, mark: string) =>
    line
      .split(mark)
      .map(bare)
      .filter((cell) => cell !== '');
  const isParted = (line: string, mark: string) =>
    cells(line, mark).length > 1 && cells(line, mark).every((cell) => LIKE_A_NUMBER.test(cell));
  let [best, most] = [NO_SEPARATOR, 0];
  for (const mark of ['\t', ';', ',', ' ']) {
    const parted = lines.filter((line) => isParted(line, mark)).length;
    if (parted > most) [best, most] = [mark, parted];
  }
  // Without a line of numbers, what names are parted by.
  return most > 0 ? best : (['\t', ';', ','].find((mark) => lines.some((line) => line.includes(mark))) ?? NO_SEPARATOR);
}

/** How papaparse splits the text; `row` gets the cells of each line, empty lines and comments included. */
export const papaOptions = (separator: string, row: (cells: readonly string[]) => void) => ({
  delimiter: separator,
  step: ({ data, errors }: Papa.ParseStepResult<string[]>) => {
    if (errors.some(({ code }) => code === 'MissingQuotes')) throw new UnclosedQuote();
    row(separator === ' ' ? data.filter((cell) => cell !== '') : data);
  },
});

class UnclosedQuote extends Error {}

/** All of a text at once. Throws a sentence that begins with `path`. */
export function rowsOfCsv(text: string, path: string): SampleFile {
  const rows = new SampleRows(path);
  try {
    Papa.parse<string[]>(
      text,
      papaOptions(separatorOf(text), (cells) => rows.add(cells)),
    );
  } catch (error) {
    rows.explain(error);
  }
  return rows.end();
}

/** Collects rows into an array that grows: a million rows take the memory of their numbers. */
export class SampleRows {
  #x = new Float64Array(1024);
  #used = 0;
  #line = 0;
  #dim = 0;
  /** The line that the number of columns was taken from. */
  #firstLine = 0;
  #named: readonly string[] | undefined;
  #numberedHeader: string | undefined;
  /** Whether all cells so far could be halves of numbers with decimal commas, and whether one must be. */
  #halves: 'possible' | 'certain' | 'no' = 'possible';
  constructor(private readonly path: string) {}

  /** Throws what a parser threw, with the line where a quote was not closed. */
  explain(error: unknown): never {
    throw error instanceof UnclosedQuote ? this.#wrong('a quote is not closed', this.#line + 1) : error;
  }

  add(raw: readonly string[]): void {
    this.#line += 1;
    const lines = raw.reduce((count, cell) => count + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
    let cells = raw.map(bare);
    if (raw[0]?.trimStart().startsWith('#') || cells.every((cell) => cell === '')) {
      this.#line += lines;
      return;
    }
    // A separator that ends every line makes one more, empty column.
    if (cells.length > 1 && cells.at(-1) === '' && (this.#dim === 0 || cells.length === this.#dim + 1))
      cells = cells.slice(0, -1);
    if (this.#firstLine === 0) {
      this.#firstLine = this.#line;
      this.#dim = cells.length;
      if (cells.length > 1 && cells[0] === '' && (isNames(cells.slice(1)) || isCount(cells.slice(1))))
        throw this.#wrong('the first column, without a name, holds row numbers: write it with index=False');
      if (isCount(cells)) this.#numberedHeader = raw.join(',');
      else if (isNames(cells)) this.#named = cells;
      if (this.#numberedHeader !== undefined || this.#named) {
        this.#line += lines;
        return;
      }
    }
    if (cells.length !== this.#dim) throw this.#wrong(this.#widthProblem(cells));
    if (this.#used + cells.length > this.#x.length) this.#grow();
    if (this.#halves !== 'no') this.#halves = halves(cells, this.#halves);
    for (const cell of cells) this.#x[this.#used++] = this.#number(cell);
  }

  end(): SampleFile {
    if (this.#used === 0) throw new Error(`${this.path}: holds no samples`);
    if (this.#halves === 'certain')
      throw new Error(
        `${this.path}: its numbers have decimal commas (line ${this.#firstLine}), which read as columns of whole numbers; write decimal points`,
      );
    const header = this.#numberedHeader;
    return { x: this.#x.slice(0, this.#used), dim: this.#dim, ...(header !== undefined && { header }) };
  }

  #widthProblem(cells: readonly string[]): string {
    const doubled = this.#named && cells.length === 2 * this.#dim && halves(cells, 'possible') !== 'no';
    if (doubled) return `"${cells.slice(0, 2).join(',')}" has a decimal comma; write a decimal point`;
    return `has ${plural(cells.length, 'column')}, line ${this.#firstLine} has ${this.#dim}`;
  }

  #number(cell: string): number {
    const value = Number(cell);
    if (NUMBER.test(cell) && Number.isFinite(value)) return value;
    if (cell === '') throw this.#wrong('has an empty cell');
    const shown = `"${cell.slice(0, MAX_SHOWN)}"`;
    throw this.#wrong(
      LIKE_A_NUMBER.test(cell) && cell.includes(',')
        ? `${shown} has a decimal comma; write a decimal point`
        : `${shown} is not a finite number`,
    );
  }

  #wrong(problem: string, line = this.#line): Error {
    return new Error(`${this.path}:${line}: ${problem}`);
  }

  #grow(): void {
    const larger = new Float64Array(2 * this.#x.length + this.#dim);
    larger.set(this.#x);
    this.#x = larger;
  }
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** As written somewhere: perhaps with a decimal comma, perhaps not finite. */
const LIKE_A_NUMBER = /^[+-]?(\d+[.,]?\d*|[.,]\d+|nan|inf(inity)?)(e[+-]?\d+)?$/i;

/**
 * 1,5 and 2,25 and 0,07 read as two columns of whole numbers: that halves of numbers stand there is possible while every second cell
 * is made of digits alone, and certain once one of them begins with a zero, or has more digits than a whole number in float64.
 */
function halves(cells: readonly string[], before: 'possible' | 'certain'): 'possible' | 'certain' | 'no' {
  if (cells.length % 2) return 'no';
  const possible = cells.every((cell, i) => (i % 2 ? /^\d+(e[+-]?\d+)?$/i : /^[+-]?\d+$/).test(cell));
  if (!possible) return 'no';
  const certain = cells.some((cell, i) => i % 2 === 1 && (/^0\d/.test(cell) || cell.length > MAX_EXACT_DIGITS));
  return certain ? 'certain' : before;
}

/** A header. */
function isNames(cells: readonly string[]): boolean {
  return cells.every((cell) => cell !== '' && !LIKE_A_NUMBER.test(cell));
}

/** 0, 1, 2 and so on: what pandas calls columns without names. */
function isCount(cells: readonly string[]): boolean {
  return cells.every((cell, i) => cell === `${i}`);
}

/** Without blanks and quotes around it. */
function bare(cell: string): string {
  return cell
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .trim();
}
