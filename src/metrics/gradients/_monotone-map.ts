/** A monotone G on a line, and the log density of q with its slope, by the change of variables. */
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import { latentRange } from '../../density/line/latent-range.js';
import { linearRegions } from '../../density/line/linear-regions.js';

export interface MonotoneMap {
  /** x = G(z), log q(x) and its slope in x at each z; NaN where G is flat or runs against its direction at the median of z. */
  at(z: Float64Array): Promise<{
    readonly x: Float64Array;
    readonly logDensity: Float64Array;
    readonly slopeOfLogDensity: Float64Array;
  }>;
}

const LATENT_STEP = 1e-3; // of differences in z, in interquartile ranges

/** log q(G(z)) = log p_z(z) - log |G'(z)|. Exact slopes for a piecewise linear G; differences of fourth order for others. */
export async function monotoneMap(snapshot: Snapshot): Promise<MonotoneMap> {
  const { latent, networks, parameters, generate } = snapshot;
  const range = latentRange(latent);
  const regions = linearRegions(networks.generator, parameters.generator, range);
  const [low, high] = [latent.quantile(0), latent.quantile(1)];
  const stepAt = (z: number) => Math.min(LATENT_STEP * range.interquartileRange, (z - low) / 3, (high - z) / 3);
  const differences = (of: readonly Float64Array[], step: Float64Array) =>
    step.map((h, i) => (of[0][i] - 8 * of[1][i] + 8 * of[3][i] - of[4][i]) / (12 * h));
  const bends = (of: readonly Float64Array[], step: Float64Array) =>
    step.map((h, i) => (-of[0][i] + 16 * of[1][i] - 30 * of[2][i] + 16 * of[3][i] - of[4][i]) / (12 * h * h));
  const curveOf = async (z: Float64Array) => {
    const step = z.map(stepAt);
    const moved = (times: number) => z.map((at, i) => at + times * step[i]);
    const logLatent = STENCIL.map((times) => moved(times).map((at) => latent.logDensity(at)));
    const slopeOfLogLatent = differences(logLatent, step);
    if (regions) {
      const x = await generate(z);
      return { x, slope: z.map((at) => slopeIn(regions, at)), bend: new Float64Array(z.length), slopeOfLogLatent };
    }
    const images = await Promise.all(STENCIL.map((times) => generate(moved(times))));
    return { x: images[2], slope: differences(images, step), bend: bends(images, step), slopeOfLogLatent };
  };
  const [direction] = (await curveOf(Float64Array.of(latent.quantile(0.5)))).slope.map(Math.sign);
  return {
    async at(z) {
      const { x, slope, bend, slopeOfLogLatent } = await curveOf(z);
      const isForward = (i: number) => slope[i] * direction > 0;
      return {
        x,
        logDensity: z.map((at, i) =>
          isForward(i) ? latent.logDensity(at) - Math.log(Math.abs(slope[i])) : Number.NaN,
        ),
        slopeOfLogDensity: z.map((_, i) => (slopeOfLogLatent[i] - bend[i] / slope[i]) / slope[i]),
      };
    },
  };
}

const STENCIL = [-2, -1, 0, 1, 2]; // steps from the point

function slopeIn({ z, x }: { readonly z: Float64Array; readonly x: Float64Array }, at: number): number {
  let [from, to] = [0, z.length - 1];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if (z[middle] <= at) from = middle;
    else to = middle;
  }
  return (x[to] - x[from]) / (z[to] - z[from]);
}
