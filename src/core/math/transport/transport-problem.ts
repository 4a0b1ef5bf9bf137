/** A transport between points of equal mass; `cost` is row-major, one row a source. */
export interface TransportProblem {
  readonly cost: Float64Array;
  readonly rowCount: number;
  readonly columnCount: number;
}

/** A number per row and per column: Kantorovich potentials, or estimates of them. */
export interface Potentials {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
}
