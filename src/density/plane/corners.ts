/** Three rows of a list of points: a triangle. */
export interface Corners {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}
