/** The push-forward of a latent through a path of straight lines or cubics, by the change of variables over all preimages. */

import type { LatentDistribution } from '../../core/gan/latents/_latent.js';
import { append } from '../../core/math/long-lists.js';
import { logSumExp } from '../../core/math/special/special.js';
import { type Cubic, cubicInverse, cubicSlope } from './cubic.js';
import { type DenseInterval, mergeDense } from './dense-intervals.js';
import type { LatentRange } from './latent-range.js';
import { imageIn, monotoneSections, type PathOnLine } from './sections.js';

/** An interval of z that G maps to an interval of x, one to one: q gets p_z(z) / |slope at z| from it. */
export interface Piece {
  readonly low: number;
  readonly high: number;
  /** Of the chord. */
  readonly slope: number;
  /** The z of `low`. */
  readonly origin: number;
  /** The z of `high`. */
  readonly end: number;
  /** Null where G is linear. */
  readonly cubic: Cubic | null;
}

/** The z that a piece maps to x. */
export function preimageIn({ low, high, slope, origin, end, cubic }: Piece, x: number): number {
  if (x <= low) return origin; // where the slope is 0, the inverse is rounded to half its digits
  if (x >= high) return end;
  return cubic ? cubicInverse(cubic, x, origin, end) : origin + (x - low) / slope;
}

export interface Atom {
  readonly x: number;
  readonly mass: number;
}

export interface Pushforward {
  readonly latent: LatentDistribution;
  /** Ascending by `low`. */
  readonly pieces: readonly Piece[];
  /** Points to which G collapses an interval of z: q has no density there. Ascending. */
  readonly atoms: readonly Atom[];
  /** Intervals of z whose image x does not resolve, where q's density is known by G's slope; empty where that is not known. */
  readonly dense: readonly DenseInterval[];
  /** Whether G is strictly monotone: every x has at most one preimage. */
  readonly injective: boolean;
  /** Mass of z outside the latent range. */
  readonly truncatedMass: number;
  /** That of the path. */
  readonly maxError: number;
  /** Whether G's image continues below or above that of the latent range: q is positive there, but underflows. */
  readonly unboundedImage: { readonly down: boolean; readonly up: boolean };
}

/** A slope that moves x by less than this share of the target's scale, over the latent's interquartile range, is flat. */
export const FLAT_SLOPE = 1e-10;
const MIN_RESOLVED_WIDTH = 1e-11; // of an image, beside its position: below, its slope is rounded to five digits or fewer
const MAX_PIECE_LENGTH = 0.5; // interquartile ranges of z: limits how much p_z varies within a piece
const EVEN_REACH = 30; // interquartile ranges from the median: beyond, only logarithms matter, and pieces grow
const PIECE_GROWTH = 1.5;

/** `scale`: the target's. `hasSlope`: whether G's slope is known where differences of its outputs are rounded. */
export function pushforward(
  path: PathOnLine,
  {
    latent,
    range,
    scale,
    hasSlope = false,
  }: { latent: LatentDistribution; range: LatentRange; scale: number; hasSlope?: boolean },
): Pushforward {
  const dense: DenseInterval[] = [];
  const pieces: Piece[] = [];
  const flats: FlatInterval[] = [];
  let rising = 0;
  let falling = 0;
  const median = latent.quantile(0.5);
  const { z, x, maxError } = path;
  for (const section of monotoneSections(path, median)) {
    const { from, to, atFrom, atTo, cubic } = section;
    const slope = (atTo - atFrom) / (to - from);
    const ends = [from, ...cutsWithin(from, to, range, median), to];
    const isFlat = Math.abs(slope) * range.interquartileRange < FLAT_SLOPE * scale;
    if (hasSlope && (isFlat || Math.abs(atTo - atFrom) < MIN_RESOLVED_WIDTH * (scale + Math.abs(atFrom)))) {
      for (let k = 0; k + 1 < ends.length; k++) dense.push({ from: ends[k], to: ends[k + 1], x: (atFrom + atTo) / 2 });
      continue;
    }
    if (isFlat) {
      const mass = latent.cdf(to) - latent.cdf(from);
      flats.push({ x: (atFrom + atTo) / 2, mass, from, to, width: Math.abs(atTo - atFrom) });
      continue;
    }
    if (slope > 0) rising++;
    else falling++;
    for (let k = 0; k + 1 < ends.length; k++) {
      const [left, right] = [ends[k], ends[k + 1]];
      const [atLeft, atRight] = [imageIn(section, left, median), imageIn(section, right, median)];
      if (atLeft === atRight) continue;
      const [low, high, origin, end] = slope > 0 ? [atLeft, atRight, left, right] : [atRight, atLeft, right, left];
      pieces.push({ low, high, slope, origin, end, cubic });
    }
  }
  const clusters = mergeFlatIntervals(flats, FLAT_SLOPE * scale);
  const poles = new Set(maxError > 0 ? clusters.filter((cluster) => isPole(cluster, { z, x, latent, scale })) : []);
  for (const { flats } of poles)
    append(
      pieces,
      flats.map((flat) => steepestPiece(flat, scale)),
    );
  pieces.sort((a, b) => a.low - b.low);
  const atoms = clusters
    .filter((cluster) => cluster.mass > MIN_ATOM_MASS && !poles.has(cluster))
    .map(({ x, mass }) => ({ x, mass }));
  return {
    latent,
    pieces,
    atoms,
    dense: mergeDense(dense, { unit: range.interquartileRange, median, width: MIN_RESOLVED_WIDTH * scale }),
    injective: atoms.length === 0 && dense.length === 0 && rising * falling === 0,
    truncatedMass: range.truncatedMass,
    maxError,
    unboundedImage: goesOn({ z, x }, { latent, range, scale }),
  };
}

/** Evenly spaced near the latent's median, in equal parts of the interval; geometrically beyond. Ascending. */
function cutsWithin(from: number, to: number, { interquartileRange: unit }: LatentRange, median: number): number[] {
  const even = EVEN_REACH * unit;
  const [low, high] = [Math.max(from, median - even), Math.min(to, median + even)];
  const cuts: number[] = [];
  for (let reach = even; reach < Math.max(median - from, to - median); reach *= PIECE_GROWTH)
    cuts.push(median - reach, median + reach);
  const parts = Math.ceil((high - low) / (MAX_PIECE_LENGTH * unit));
  for (let k = 1; k < parts; k++) cuts.push(low + ((high - low) * k) / parts);
  return cuts.filter((cut) => cut > from && cut < to).sort((a, b) => a - b);
}

/** Continues G from the ends of the range along its last slopes. */
function goesOn(
  { z, x }: Pick<PathOnLine, 'z' | 'x'>,
  { latent, range, scale }: { latent: LatentDistribution; range: LatentRange; scale: number },
): Pushforward['unboundedImage'] {
  const outward = (end: number, inner: number, edge: number) => {
    const slope = (x[end] - x[inner]) / Math.abs(z[end] - z[inner]);
    return Number.isFinite(edge) || Math.abs(slope) * range.interquartileRange < FLAT_SLOPE * scale ? 0 : slope;
  };
  const slopes = [outward(0, 1, latent.quantile(0)), outward(x.length - 1, x.length - 2, latent.quantile(1))];
  return { down: slopes.some((slope) => slope < 0), up: slopes.some((slope) => slope > 0) };
}

const MIN_ATOM_MASS = 1e-9; // an atom makes divergences infinite: a lighter one is neglected

/** An interval of z on which G is flat, and the width of its image. */
interface FlatInterval extends Atom {
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

interface Cluster extends Atom {
  readonly flats: readonly FlatInterval[];
}

function mergeFlatIntervals(flats: readonly FlatInterval[], near: number): Cluster[] {
  const clusters: Cluster[] = [];
  for (const flat of [...flats].sort((a, b) => a.x - b.x)) {
    const last = clusters.at(-1);
    if (last && flat.x - last.x <= near)
      clusters[clusters.length - 1] = { x: last.x, mass: last.mass + flat.mass, flats: [...last.flats, flat] };
    else clusters.push({ x: flat.x, mass: flat.mass, flats: [flat] });
  }
  return clusters;
}

// A smooth G is flat on no interval, and yet nearly so about a point where its slope vanishes (z^3), and where it saturates. There
// q has a pole: its mass grows with the neighbourhood. The mass of an atom does not. Decision 032.
const MIN_POLE_MASS_RATIO = 2; // mass in the neighbourhood over mass of the flat intervals
const POLE_NEIGHBOURHOOD = 1e-6; // of the target's scale: ten thousand times the image of a flat interval

function isPole(
  { x: at, mass: own }: Cluster,
  { z, x, latent, scale }: Pick<PathOnLine, 'z' | 'x'> & { latent: LatentDistribution; scale: number },
): boolean {
  let mass = 0;
  for (let i = 0; i + 1 < z.length; i++)
    if (Math.abs(x[i] - at) < POLE_NEIGHBOURHOOD * scale && Math.abs(x[i + 1] - at) < POLE_NEIGHBOURHOOD * scale)
      mass += latent.cdf(z[i + 1]) - latent.cdf(z[i]);
  return mass > MIN_POLE_MASS_RATIO * own;
}

/** A flat interval as a piece whose image is at least as wide as rounding can tell from a point. */
function steepestPiece({ x, width, from, to }: FlatInterval, scale: number): Piece {
  const wide = Math.max(width, 16 * Number.EPSILON * (Math.abs(x) + scale));
  const [low, high] = [x - wide / 2, x + wide / 2];
  return { low, high, slope: (high - low) / (to - from), origin: from, end: to, cubic: null };
}

const MIN_NORMAL_DENSITY = 1e-290; // below, sums lose digits as subnormal numbers

/** log q, without the atoms, at ascending x; -Infinity outside G's image. */
export function logDensityAt({ latent, pieces }: Pushforward, x: Float64Array): Float64Array {
  const out = new Float64Array(x.length);
  const slopeAt = ({ slope, cubic }: Piece, z: number) => Math.abs(cubic ? cubicSlope(cubic, z) : slope);
  const logOf = (piece: Piece, at: number) => {
    const z = preimageIn(piece, at);
    return latent.logDensity(z) - Math.log(slopeAt(piece, z));
  };
  sweep(pieces, x, (i, active) => {
    let sum = 0;
    for (const piece of active) {
      const z = preimageIn(piece, x[i]);
      sum += latent.density(z) / slopeAt(piece, z);
    }
    out[i] = sum > MIN_NORMAL_DENSITY ? Math.log(sum) : logSumExp(active.map((piece) => logOf(piece, x[i])));
  });
  return out;
}

/** q's distribution function, P(G(z) <= x), at ascending x. */
export function cdfAt(of: Pushforward, x: Float64Array): Float64Array {
  const { latent, pieces, atoms } = of;
  const out = new Float64Array(x.length);
  const part = (piece: Piece, upTo: number): number =>
    Math.abs(latent.cdf(preimageIn(piece, upTo)) - latent.cdf(piece.origin));
  let passed = 0;
  let reached = 0;
  sweep(
    pieces,
    x,
    (i, active) => {
      while (reached < atoms.length && atoms[reached].x <= x[i]) passed += atoms[reached++].mass;
      out[i] = active.reduce((sum, piece) => sum + part(piece, x[i]), passed);
    },
    (piece) => {
      passed += part(piece, piece.high);
    },
  );
  return out;
}

/** Visits ascending x, each with the pieces whose images contain it. */
function sweep(
  pieces: readonly Piece[],
  x: Float64Array,
  visit: (i: number, active: readonly Piece[]) => void,
  leave: (piece: Piece) => void = () => {},
): void {
  let active: Piece[] = [];
  let next = 0;
  for (let i = 0; i < x.length; i++) {
    while (next < pieces.length && pieces[next].low <= x[i]) active.push(pieces[next++]);
    if (active.some(({ high }) => high <= x[i])) {
      for (const piece of active) if (piece.high <= x[i]) leave(piece);
      active = active.filter(({ high }) => high > x[i]);
    }
    visit(i, active);
  }
}
