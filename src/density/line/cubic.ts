/** Cubics between two nodes at which a function's values and slopes are known (Hermite interpolation). */

/** x + s (first + s (second + s third)) with s the distance from z. */
export interface Cubic {
  readonly z: number;
  readonly x: number;
  readonly first: number;
  readonly second: number;
  readonly third: number;
}

/** A node: the function's value and slope there. */
export interface SlopedNode {
  readonly z: number;
  readonly x: number;
  readonly slope: number;
}

/** Through both nodes, with their slopes; it has all its digits at `base`. */
export function hermiteCubic(base: SlopedNode, other: SlopedNode): Cubic {
  const length = other.z - base.z;
  const chord = (other.x - base.x) / length;
  return {
    z: base.z,
    x: base.x,
    first: base.slope,
    second: (3 * chord - 2 * base.slope - other.slope) / length,
    third: (base.slope + other.slope - 2 * chord) / (length * length),
  };
}

export function cubicAt({ z, x, first, second, third }: Cubic, at: number): number {
  const s = at - z;
  return x + s * (first + s * (second + s * third));
}

export function cubicSlope({ z, first, second, third }: Cubic, at: number): number {
  const s = at - z;
  return first + s * (2 * second + 3 * s * third);
}

/** Where the slope is 0, strictly between `from` and `to`. Ascending. */
export function turningPoints({ z, first, second, third }: Cubic, from: number, to: number): number[] {
  const discriminant = second * second - 3 * first * third;
  if (!(discriminant > 0)) return []; // where it is 0 the slope does not change its sign
  // Both roots of 3 third s^2 + 2 second s + first, without cancellation.
  const half = -(second + (second < 0 ? -1 : 1) * Math.sqrt(discriminant));
  return [half / (3 * third), first / half]
    .map((s) => z + s)
    .filter((at) => at > from && at < to)
    .sort((a, b) => a - b);
}

const MAX_STEPS = 60; // a few of Newton's method are the rule; bisections alone reach the distance of doubles in 53

/** The z between `from` and `to` at which the cubic is x, by Newton's method within a bracket. It is monotone there. */
export function cubicInverse(cubic: Cubic, x: number, from: number, to: number): number {
  const rises = cubicAt(cubic, to) > cubicAt(cubic, from);
  let [low, high] = [Math.min(from, to), Math.max(from, to)];
  const isRising = rises === to > from;
  const target = x - cubic.x;
  const { z, first, second, third } = cubic;
  let at = low + (high - low) / 2;
  for (let step = 0; step < MAX_STEPS; step++) {
    const s = at - z;
    const excess = s * (first + s * (second + s * third)) - target;
    if (excess === 0) return at;
    if (excess > 0 === isRising) high = at;
    else low = at;
    const next = at - excess / (first + s * (2 * second + 3 * s * third));
    if (Math.abs(next - at) <= Number.EPSILON * Math.abs(at)) return at; // it has converged, to an end of the bracket
    const isWithin = next > low && next < high;
    const after = isWithin ? next : low + (high - low) / 2;
    if (Math.abs(after - at) <= Number.EPSILON * Math.abs(at) || after === low || after === high) return after;
    at = after;
  }
  return at;
}
