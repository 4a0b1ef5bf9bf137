/** p_g on a line, exactly: the latent's density carried along a path by the change of variables, over all preimages. */
import type { LatentDistribution } from '../../core/gan/latents/_latent.js';
import { logSumExp } from '../../core/math/special/special.js';
import type { LatentRange } from './latent-range.js';
import type { Path } from './path.js';

/** An interval of z that G maps to an interval of x, linearly: q gets p_z(z) / |slope| from it. */
export interface Piece {
  readonly low: number;
  readonly high: number;
  readonly slope: number;
  /** z = origin + (x - low) / slope. */
  readonly origin: number;
}

export interface Atom {
  readonly x: number;
  readonly mass: number;
}

export interface Pushforward {
  readonly latent: LatentDistribution;
  /** Ascending by `low`. */
  readonly pieces: readonly Piece[];
  /** Points on which G collapses an interval of z: q has no density there. Ascending. */
  readonly atoms: readonly Atom[];
  /** G is strictly monotone: every x has one preimage at most. */
  readonly injective: boolean;
  /** Mass of z outside the range that was looked at. */
  readonly cut: number;
  /** As of the path. */
  readonly error: number;
  /** Whether G goes on past the x that the range gave: there q is not 0, and too small for numbers. */
  readonly goesOn: { readonly down: boolean; readonly up: boolean };
}

// A slope that moves x by less than this share of the target's scale, over the latent's unit, is flat.
export const FLAT = 1e-10;
const LONGEST = 0.5; // of the latent's unit: how far p_z may vary within a piece

export function pushforward(
  { z, x, error }: Path,
  { latent, range, scale }: { latent: LatentDistribution; range: LatentRange; scale: number },
): Pushforward {
  const pieces: Piece[] = [];
  const flats: Flat[] = [];
  let rising = 0;
  let falling = 0;
  for (let i = 0; i + 1 < z.length; i++) {
    const length = z[i + 1] - z[i];
    const slope = (x[i + 1] - x[i]) / length;
    if (Math.abs(slope) * range.unit < FLAT * scale) {
      const mass = latent.cdf(z[i + 1]) - latent.cdf(z[i]);
      flats.push({ x: (x[i] + x[i + 1]) / 2, mass, from: z[i], to: z[i + 1], width: Math.abs(x[i + 1] - x[i]) });
      continue;
    }
    if (slope > 0) rising++;
    else falling++;
    const parts = Math.ceil(length / (LONGEST * range.unit));
    for (let k = 0; k < parts; k++) {
      const from = z[i] + (length * k) / parts;
      const to = k + 1 === parts ? z[i + 1] : z[i] + (length * (k + 1)) / parts;
      const [atFrom, atTo] = [x[i] + slope * (from - z[i]), k + 1 === parts ? x[i + 1] : x[i] + slope * (to - z[i])];
      if (atFrom === atTo) continue;
      pieces.push(
        slope > 0 ? { low: atFrom, high: atTo, slope, origin: from } : { low: atTo, high: atFrom, slope, origin: to },
      );
    }
  }
  const clusters = merged(flats, FLAT * scale);
  const poles = new Set(error > 0 ? clusters.filter((cluster) => thinsOut(cluster, { z, x, latent, scale })) : []);
  for (const { flats } of poles) pieces.push(...flats.map((flat) => standing(flat, scale)));
  pieces.sort((a, b) => a.low - b.low);
  const atoms = clusters
    .filter((cluster) => cluster.mass > SINGULAR && !poles.has(cluster))
    .map(({ x, mass }) => ({ x, mass }));
  return {
    latent,
    pieces,
    atoms,
    injective: atoms.length === 0 && rising * falling === 0,
    cut: range.cut,
    error,
    goesOn: goesOn({ z, x }, { latent, range, scale }),
  };
}

/** From where the range ends, along the last slopes. */
function goesOn(
  { z, x }: Pick<Path, 'z' | 'x'>,
  { latent, range, scale }: { latent: LatentDistribution; range: LatentRange; scale: number },
): Pushforward['goesOn'] {
  const outward = (end: number, inner: number, edge: number) => {
    const slope = (x[end] - x[inner]) / Math.abs(z[end] - z[inner]);
    return Number.isFinite(edge) || Math.abs(slope) * range.unit < FLAT * scale ? 0 : slope;
  };
  const slopes = [outward(0, 1, latent.quantile(0)), outward(x.length - 1, x.length - 2, latent.quantile(1))];
  return { down: slopes.some((slope) => slope < 0), up: slopes.some((slope) => slope > 0) };
}

const SINGULAR = 1e-9; // mass below which an atom is not worth its infinity

/** An interval of z on which G hardly moves, and how far it does. */
interface Flat extends Atom {
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

interface Cluster extends Atom {
  readonly flats: readonly Flat[];
}

function merged(flats: readonly Flat[], near: number): Cluster[] {
  const clusters: Cluster[] = [];
  for (const flat of [...flats].sort((a, b) => a.x - b.x)) {
    const last = clusters.at(-1);
    if (last && flat.x - last.x <= near)
      clusters[clusters.length - 1] = { x: last.x, mass: last.mass + flat.mass, flats: [...last.flats, flat] };
    else clusters.push({ x: flat.x, mass: flat.mass, flats: [flat] });
  }
  return clusters;
}

// A smooth G is nowhere flat on an interval, and yet hardly moves about a point where its slope vanishes (z^3), and where it
// saturates. There q has a pole: its mass thins out, the nearer one looks. What stays together is an atom.
const THINNING = 2;
const WIDE = 1e-6; // of the target's scale: ten thousand times as far as a flat interval may reach

function thinsOut(
  { x: at, mass: own }: Cluster,
  { z, x, latent, scale }: Pick<Path, 'z' | 'x'> & { latent: LatentDistribution; scale: number },
): boolean {
  let mass = 0;
  for (let i = 0; i + 1 < z.length; i++)
    if (Math.abs(x[i] - at) < WIDE * scale && Math.abs(x[i + 1] - at) < WIDE * scale)
      mass += latent.cdf(z[i + 1]) - latent.cdf(z[i]);
  return mass > THINNING * own;
}

/** A flat interval as a piece: as wide in x as numbers can tell apart, at least. */
function standing({ x, width, from, to }: Flat, scale: number): Piece {
  const wide = Math.max(width, 16 * Number.EPSILON * (Math.abs(x) + scale));
  const [low, high] = [x - wide / 2, x + wide / 2];
  return { low, high, slope: (high - low) / (to - from), origin: from };
}

/** Log q, without its atoms, at ascending x; -Infinity where G never lands. */
export function logDensityAt({ latent, pieces }: Pushforward, x: Float64Array): Float64Array {
  const out = new Float64Array(x.length);
  const logOf = ({ low, slope, origin }: Piece, at: number) =>
    latent.logDensity(origin + (at - low) / slope) - Math.log(Math.abs(slope));
  sweep(pieces, x, (i, active) => {
    let sum = 0;
    for (const { low, slope, origin } of active) sum += latent.density(origin + (x[i] - low) / slope) / Math.abs(slope);
    out[i] = sum > 0 ? Math.log(sum) : logSumExp(active.map((piece) => logOf(piece, x[i])));
  });
  return out;
}

/** P(G(z) <= x) at ascending x. */
export function cdfAt(of: Pushforward, x: Float64Array): Float64Array {
  const { latent, pieces, atoms } = of;
  const out = new Float64Array(x.length);
  const part = ({ slope, origin }: Piece, length: number): number =>
    Math.abs(latent.cdf(origin + length / slope) - latent.cdf(origin));
  let passed = 0;
  let reached = 0;
  sweep(
    pieces,
    x,
    (i, active) => {
      while (reached < atoms.length && atoms[reached].x <= x[i]) passed += atoms[reached++].mass;
      out[i] = active.reduce((sum, piece) => sum + part(piece, x[i] - piece.low), passed);
    },
    (piece) => {
      passed += part(piece, piece.high - piece.low);
    },
  );
  return out;
}

/** Visits ascending x, each with the pieces that reach it. */
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
