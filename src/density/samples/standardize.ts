/** Both clouds in units of the data's spread: a divergence does not depend on units, and balls and kernels do. */
import { columnDeviations } from '../../core/math/geometry/distances.js';
import type { TwoSamples } from './knn-distances.js';

export interface StandardizedSamples {
  readonly sides: TwoSamples;
  /** What the log of a density of x has less than that of the rescaled: the sum of the logs of the units. */
  readonly logScale: number;
}

/** Every coordinate over its standard deviation in the data; absent where there is none. */
export function standardize({ generated, real, dim }: TwoSamples): StandardizedSamples | { readonly absent: string } {
  const units = columnDeviations(real, dim);
  const lacking = units.findIndex((unit, i) => !(unit > 0 && unit < Infinity) || isConstant(real, dim, i));
  if (lacking >= 0)
    return {
      absent: `${dim === 1 ? 'the data' : `coordinate ${lacking + 1} of the data`} ${units[lacking] < Infinity ? 'is the same everywhere: it has no density' : 'is too far spread for numbers'}`,
    };
  const rescaled = (x: Float64Array) => x.map((value, at) => value / units[at % dim]);
  return {
    sides: { generated: rescaled(generated), real: rescaled(real), dim },
    logScale: units.reduce((sum, unit) => sum + Math.log(unit), 0),
  };
}

/** Told by the numbers: their mean, rounded, may differ from all of them. */
function isConstant(x: Float64Array, dim: number, column: number): boolean {
  for (let at = column + dim; at < x.length; at += dim) if (x[at] !== x[column]) return false;
  return true;
}
