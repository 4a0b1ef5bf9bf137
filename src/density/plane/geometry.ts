/** The cells of a grid, and what p puts into them. */

export interface Geometry {
  readonly dim: number;
  readonly low: readonly number[];
  /** A cell's sides. */
  readonly step: readonly number[];
  readonly columns: number;
  /** 1 on a line. */
  readonly rows: number;
}

/** p's masses on a grid, however they are computed. */
export interface CellMasses {
  /** Log of p's mass of a cell, row * columns + column. */
  logMass(cell: number): number;
  /** Cells outside of which p's density is negligible. */
  candidates(): Iterable<number>;
}
