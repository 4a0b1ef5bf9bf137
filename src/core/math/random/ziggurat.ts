/**
 * The ziggurat's tables for the standard normal: 256 layers of equal area under f(x) = exp(-x^2/2).
 * Marsaglia, Tsang: The ziggurat method for generating random variables. J. Stat. Software 5(8), 2000, doi:10.18637/jss.v005.i08;
 * with the layer and the position from different bits, as Doornik (2005) asks.
 */

export const LAYERS = 256;
/** Where the tail begins. Solved with mpmath to 40 digits so that the top layer closes; the paper prints 3.6541528853610088. */
export const TAIL = 3.654152885361009;
/** Area of every layer: TAIL f(TAIL) + int_TAIL^Infinity f. */
export const AREA = 0.004928673233974655;

const height = (x: number): number => Math.exp(-0.5 * x * x);

/** Right edges, from the bottom layer up: EDGES[0] is the base's pseudo-width AREA / f(TAIL), EDGES[1] = TAIL, EDGES[256] = 0. */
export const EDGES = new Float64Array(LAYERS + 1);
EDGES[0] = AREA / height(TAIL);
EDGES[1] = TAIL;
for (let layer = 2; layer < LAYERS; layer++) {
  const edge = EDGES[layer - 1];
  EDGES[layer] = Math.sqrt(-2 * Math.log(AREA / edge + height(edge)));
}

/** f at each edge. */
export const HEIGHTS = EDGES.map(height);

/** What a signed 32-bit position is multiplied by to lie in (-edge, edge). */
export const WIDTHS = EDGES.map((edge) => edge * 2 ** -31);
