/** Both samples in units of the data's spread: divergences do not depend on units, but neighbours and kernels do. */
import { columnDeviations } from '../../core/math/geometry/distances.js';
import type { TwoSamples } from './knn-distances.js';

export interface StandardizedSamples {
  readonly samples: TwoSamples;
  /** Sum of the logs of the units: log density of x = log density of the standardised x - logScale. */
  readonly logScale: number;
}

/** Every coordinate divided by its standard deviation in the data; absent where that is 0 or infinite. */
export function standardize({ generated, real, dim }: TwoSamples): StandardizedSamples | { readonly absent: string } {
  const units = columnDeviations(real, dim);
  const invalid = units.findIndex((unit) => !(unit > 0 && unit < Infinity));
  if (invalid >= 0)
    return {
      absent: `${dim === 1 ? 'the data' : `coordinate ${invalid + 1} of the data`} ${units[invalid] < Infinity ? 'is constant: it has no density' : 'overflows'}`,
    };
  const rescaled = (x: Float64Array) => x.map((value, at) => value / units[at % dim]);
  return {
    samples: { generated: rescaled(generated), real: rescaled(real), dim },
    logScale: units.reduce((sum, unit) => sum + Math.log(unit), 0),
  };
}
