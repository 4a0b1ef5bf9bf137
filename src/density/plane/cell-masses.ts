/** The cells of a grid, and p's mass in them. Three files compute it: mixture-masses, gaussian-sum-masses, quadrature-masses. */

export interface GridGeometry {
  readonly dim: number;
  readonly low: readonly number[];
  /** A cell's sides. */
  readonly step: readonly number[];
  readonly columns: number;
  /** 1 on a line. */
  readonly rows: number;
}

export interface CellMasses {
  /** Log of p's mass in the cell at row * columns + column. */
  logMass(cell: number): number;
  /** A superset of the cells in which p's mass is not negligible; a cell may occur more than once. */
  candidates(): Iterable<number>;
}
