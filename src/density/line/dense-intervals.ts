/** Intervals of z that G maps to one double, or to a few. */

/** An interval of z whose image is too narrow for nodes in x. */
export interface DenseInterval {
  readonly from: number;
  readonly to: number;
  /** Within its image. */
  readonly x: number;
}

const MAX_DENSE_LENGTH = 0.02; // interquartile ranges of z: the log of a slope is smooth on it
const MAX_TAIL_LENGTH = 0.5;
const TAIL_REACH = 7; // interquartile ranges from the median: 9 standard deviations of a Gaussian

/** Neighbours joined as long as they stay short and their image stays narrower than `width`: an interpolation has far more. */
export function mergeDense(
  intervals: readonly DenseInterval[],
  { unit, median, width }: { readonly unit: number; readonly median: number; readonly width: number },
): readonly DenseInterval[] {
  const merged: DenseInterval[] = [];
  for (const next of intervals) {
    const last = merged.at(-1);
    const isTail = Math.min(Math.abs(next.from - median), Math.abs(next.to - median)) > TAIL_REACH * unit;
    const longest = (isTail ? MAX_TAIL_LENGTH : MAX_DENSE_LENGTH) * unit;
    if (last && last.to === next.from && next.to - last.from <= longest && Math.abs(next.x - last.x) < width)
      merged[merged.length - 1] = { ...last, to: next.to };
    else merged.push(next);
  }
  return merged;
}
