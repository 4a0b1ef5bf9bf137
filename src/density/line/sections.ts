/** A path cut where it turns: sections on each of which it is monotone. */
import { type Cubic, cubicAt, hermiteCubic, turningPoints } from './cubic.js';

/** G on a line: its values x at nodes z; in between linear, or cubic where slopes are given. */
export interface PathOnLine {
  /** Strictly ascending. */
  readonly z: Float64Array;
  readonly x: Float64Array;
  /** G's slope at each node. */
  readonly slopes?: Float64Array;
  /** The largest distance from G measured between nodes; 0 where G itself is piecewise linear. */
  readonly maxError: number;
}

/** An interval of z on which the path is monotone. */
export interface MonotoneSection {
  readonly from: number;
  readonly to: number;
  readonly atFrom: number;
  readonly atTo: number;
  /** Null where the path is linear. */
  readonly cubic: Cubic | null;
}

const MIN_RESOLVED_LENGTH = 1e-11; // of x beside its position: on less, rounded differences decide a cubic's bends

/** Ascending. `median`: of the latent; a section's images are computed from the end nearer to it, where digits matter most. */
export function monotoneSections({ z, x, slopes }: PathOnLine, median: number): readonly MonotoneSection[] {
  const sections: MonotoneSection[] = [];
  for (let i = 0; i + 1 < z.length; i++) {
    const whole: MonotoneSection = { from: z[i], to: z[i + 1], atFrom: x[i], atTo: x[i + 1], cubic: null };
    const cubic = slopes ? cubicOn(i, { z, x, slopes }, median) : null;
    const turns = cubic ? turningPoints(cubic, z[i], z[i + 1]) : [];
    // Two turns between slopes of one sign are the cubic's, not G's.
    if (!cubic || turns.length === 2) sections.push(whole);
    else if (turns.length === 0) sections.push({ ...whole, cubic });
    else {
      const [to] = turns;
      const atTo = cubicAt(cubic, to);
      sections.push({ ...whole, to, atTo, cubic }, { ...whole, from: to, atFrom: atTo, cubic });
    }
  }
  return sections;
}

function cubicOn(
  i: number,
  { z, x, slopes }: Pick<PathOnLine, 'z' | 'x'> & { readonly slopes: Float64Array },
  median: number,
): Cubic | null {
  const node = (at: number) => ({ z: z[at], x: x[at], slope: slopes[at] });
  const reach = (z[i + 1] - z[i]) * Math.max(Math.abs(slopes[i]), Math.abs(slopes[i + 1]));
  if (!(reach > MIN_RESOLVED_LENGTH * Math.max(Math.abs(x[i]), Math.abs(x[i + 1])))) return null;
  const isFirstNearer = Math.abs(z[i] - median) < Math.abs(z[i + 1] - median);
  return isFirstNearer ? hermiteCubic(node(i), node(i + 1)) : hermiteCubic(node(i + 1), node(i));
}

/** The path's value within a section, from the end nearer to the median: a far one would round away digits. */
export function imageIn({ from, to, atFrom, atTo, cubic }: MonotoneSection, at: number, median: number): number {
  if (at === from) return atFrom;
  if (at === to) return atTo;
  if (cubic) return cubicAt(cubic, at);
  const slope = (atTo - atFrom) / (to - from);
  return Math.abs(from - median) < Math.abs(to - median) ? atFrom + slope * (at - from) : atTo + slope * (at - to);
}
