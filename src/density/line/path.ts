/** A one-dimensional generator as a path: its values at nodes in z, straight in between. */

export interface Path {
  /** Strictly ascending. */
  readonly z: Float64Array;
  readonly x: Float64Array;
  /** The largest distance from G that was seen between nodes; 0 where G itself is piecewise linear. */
  readonly error: number;
}
