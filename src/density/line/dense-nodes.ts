/** Nodes in z where G maps an interval to one double, or to a few: q's density there is p_z / |G'|, which x does not resolve. */
import type { LatentDistribution } from '../../core/gan/latents/_latent.js';
import { logAddExp } from '../../core/math/special/special.js';
import type { KnownDensity } from '../known-density.js';
import type { DenseInterval } from './dense-intervals.js';
import type { NetworkOnLine } from './network-on-line.js';
import { NODES_PER_PANEL, panelNodes, type QuadraturePanel, refinePanels } from './panels.js';
import { logDensityAt, type Pushforward } from './pushforward.js';

export interface DenseNodes {
  readonly x: Float64Array;
  readonly p: Float64Array;
  readonly q: Float64Array;
  readonly logQ: Float64Array;
  readonly logRatio: Float64Array;
  /** Lengths in x. */
  readonly sizes: Float64Array;
}

const MIN_SLOPE = Number.MIN_VALUE; // where the product of the layers' slopes underflows, p_z does so too

/** The generator with the push-forward of the latent through its last sum u: there x = activation(u) is not rounded yet. */
export interface ResolvedNetwork {
  readonly network: NetworkOnLine;
  readonly sums: Pushforward;
}

const MAX_CHANGE = 1e-8; // of E_q[log p - log q] by halving one panel: the density of u comes from an interpolation

interface Given {
  readonly latent: LatentDistribution;
  readonly target: KnownDensity;
}

/**
 * Masses of q are those of z; its density is that of u, over all its preimages, divided by the activation's slope. Where u itself is
 * flat in double precision, the preimage at hand counts with the network's slope. Panels are halved at poles, where u turns.
 */
export async function denseNodes(
  intervals: readonly DenseInterval[],
  resolved: ResolvedNetwork,
  given: Given,
): Promise<DenseNodes> {
  const on = (panels: readonly QuadraturePanel[]) => nodesOn(panels, intervals, resolved, given);
  const first = intervals.map(({ from, to }) => ({ low: from, high: to }));
  const { panels } = await refinePanels(
    first,
    async (some) => {
      const { q, logRatio } = on(some);
      return some.map((_, k) => {
        let sum = 0;
        for (let i = k * NODES_PER_PANEL; i < (k + 1) * NODES_PER_PANEL; i++)
          if (Math.abs(logRatio[i]) < Infinity) sum += q[i] * logRatio[i];
        return Float64Array.of(sum);
      });
    },
    MAX_CHANGE,
  );
  return on(panels);
}

function nodesOn(
  panels: readonly QuadraturePanel[],
  intervals: readonly DenseInterval[],
  { network, sums }: ResolvedNetwork,
  { latent, target }: Given,
): DenseNodes {
  const { x: z, weights } = panelNodes(panels);
  let interval = 0;
  const x = z.map((at) => {
    while (intervals[interval].to < at) interval++;
    return intervals[interval].x;
  });
  const logP = target.logDensity(x);
  const at = Array.from(z, network.sumAt);
  const logSumDensity = sumDensities(z, at, { latent, sums });
  const activationSlopes = at.map(({ u }) => Math.max(MIN_SLOPE, network.activationSlope(u)));
  const slopes = at.map(({ slope }, i) => Math.max(MIN_SLOPE, Math.abs(slope) * activationSlopes[i]));
  const logRatio = logP.map((value, i) => value - (logSumDensity[i] - Math.log(activationSlopes[i])));
  const logQ = z.map((place, i) => Math.log(weights[i]) + latent.logDensity(place));
  return {
    x,
    q: z.map((place, i) => weights[i] * latent.density(place)),
    logQ,
    logRatio,
    p: logRatio.map((ratio, i) => Math.exp(logQ[i] + ratio)),
    sizes: weights.map((weight, i) => weight * slopes[i]),
  };
}

/** log of u's density at each z. */
function sumDensities(
  z: Float64Array,
  at: readonly { readonly u: number; readonly slope: number }[],
  { latent, sums }: { readonly latent: LatentDistribution; readonly sums: Pushforward },
): Float64Array {
  const order = at.map((_, i) => i).sort((a, b) => at[a].u - at[b].u);
  const sorted = logDensityAt(
    sums,
    Float64Array.from(order, (i) => at[i].u),
  );
  const out = new Float64Array(z.length);
  const isFlat = flatAt(z, sums.dense);
  for (const [k, i] of order.entries()) {
    const own = latent.logDensity(z[i]) - Math.log(Math.max(MIN_SLOPE, Math.abs(at[i].slope)));
    out[i] = isFlat[i] || sorted[k] === -Infinity ? logAddExp(sorted[k], own) : sorted[k];
  }
  return out;
}

/** Whether each of ascending z lies in one of the ascending intervals. */
function flatAt(z: Float64Array, intervals: readonly DenseInterval[]): readonly boolean[] {
  let next = 0;
  return Array.from(z, (at) => {
    while (next < intervals.length && intervals[next].to < at) next++;
    return next < intervals.length && intervals[next].from <= at;
  });
}
