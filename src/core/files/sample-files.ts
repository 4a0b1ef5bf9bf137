/** Samples in files: CSV with or without a header, and .npy. Each problem is a sentence that names the file, and the line. */
import { plural } from '../text/words.js';
import type { NpyArray } from './npy.js';

export interface SampleFile {
  /** Rows of `dim` finite numbers. */
  readonly x: Float64Array;
  readonly dim: number;
  /** A first line of numbers that was taken for the columns' names. */
  readonly header?: string;
}

export function samplesOfNpy(path: string, { shape, data }: NpyArray): SampleFile {
  if (shape.length !== 1 && shape.length !== 2)
    throw new Error(`${path}: has shape (${shape.join(', ')}); needed (samples, dimensions) or (samples,)`);
  const [rows, dim = 1] = shape;
  if (rows === 0 || dim === 0) throw new Error(`${path}: holds no samples`);
  const bad = data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new Error(
      `${path}: row ${Math.floor(bad / dim) + 1}, column ${(bad % dim) + 1} is ${data[bad]}; samples are finite numbers`,
    );
  return { x: data instanceof Float64Array ? data : Float64Array.from(data), dim };
}

/** A CSV file line by line, into an array that grows: a million rows take what their numbers take. */
export class Rows {
  #x = new Float64Array(1024);
  #used = 0;
  #line = 0;
  #dim = 0;
  /** The line that the width was read from. */
  #first = 0;
  #separator: string | RegExp = ',';
  #header: string | undefined;

  constructor(private readonly path: string) {}

  add(text: string): void {
    this.#line += 1;
    const line = (this.#line === 1 ? text.replace(/^\uFEFF/, '') : text).trim();
    if (line === '' || line.startsWith('#')) return;
    if (this.#first === 0) this.#separator = separatorOf(line);
    const cells = line.split(this.#separator).map(unquoted);
    if (this.#first === 0) {
      this.#first = this.#line;
      this.#dim = cells.length;
      if (cells.length > 1 && cells[0] === '' && (isNamed(cells.slice(1)) || isCounted(cells.slice(1))))
        throw this.#wrong('the first column, without a name, holds row numbers: write it with index=False');
      if (isCounted(cells)) this.#header = line;
      if (this.#header !== undefined || isNamed(cells)) return;
    }
    if (cells.length !== this.#dim)
      throw this.#wrong(`has ${plural(cells.length, 'column')}, line ${this.#first} has ${this.#dim}`);
    if (this.#used + cells.length > this.#x.length) this.#grow();
    for (const cell of cells) this.#x[this.#used++] = this.#number(cell);
  }

  end(): SampleFile {
    if (this.#used === 0) throw new Error(`${this.path}: holds no samples`);
    const header = this.#header;
    return { x: this.#x.slice(0, this.#used), dim: this.#dim, ...(header !== undefined && { header }) };
  }

  #number(cell: string): number {
    const value = Number(cell);
    if (isNumber(cell) && Number.isFinite(value)) return value;
    throw this.#wrong(cell === '' ? 'has an empty cell' : `"${cell.slice(0, 40)}" is no finite number`);
  }

  #wrong(says: string): Error {
    return new Error(`${this.path}:${this.#line}: ${says}`);
  }

  #grow(): void {
    const larger = new Float64Array(2 * this.#x.length + this.#dim);
    larger.set(this.#x);
    this.#x = larger;
  }
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const isNumber = (cell: string) => NUMBER.test(cell);

/** A header. */
function isNamed(cells: readonly string[]): boolean {
  return cells.every((cell) => !isNumber(cell) && !/^[+-]?(nan|inf(inity)?)?$/i.test(cell));
}

/** 0, 1, 2 and so on: what pandas calls columns without names. */
function isCounted(cells: readonly string[]): boolean {
  return cells.every((cell, i) => cell === `${i}`);
}

function separatorOf(line: string): string | RegExp {
  return [',', ';', '\t'].find((mark) => line.includes(mark)) ?? /\s+/;
}

function unquoted(cell: string): string {
  return cell
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim();
}
