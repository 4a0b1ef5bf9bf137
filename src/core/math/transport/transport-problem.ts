/** What the parts of a transport share. */

/** A transport between points of equal mass; `cost` is row-major, one row a source. */
export interface TransportProblem {
  readonly cost: Float64Array;
  readonly rowCount: number;
  readonly columnCount: number;
}

export interface Potentials {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
}
