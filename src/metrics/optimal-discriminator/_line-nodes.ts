/** Nodes of a line for metrics of D: panels end where D, D* or a metric of them has a kink or a jump. */

import { sigmoid, softplus } from '../../core/math/special/special.js';
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import type { DensityComparison } from '../../density/density-comparison.js';
import { linearRegions } from '../../density/line/linear-regions.js';
import {
  NODES_PER_PANEL,
  panelNodes,
  type QuadraturePanel,
  refinePanels,
  splitAt,
  splitAtZeros,
} from '../../density/line/panels.js';
import { MIN_SATURATED_SCORE } from '../_discriminator-score.js';
import { probabilityOf } from './_probability.js';

/** An exact comparison on a line. */
export type LineComparison = DensityComparison & { readonly line: NonNullable<DensityComparison['line']> };

export interface LineNodes {
  readonly compared: DensityComparison;
  readonly panels: readonly QuadraturePanel[];
  /** D's score at each of its nodes. */
  readonly score: Float64Array;
  /** The largest change of an integral if every panel were halved; null where q is not exact. */
  readonly error: number | null;
}

/** Log of the odds beyond which D* is 0.99 or more: p and q do not overlap there. */
export const MAX_OVERLAP_LOGIT = Math.log(99);

/** `levels` of D's probability at which a metric jumps; `minDensity` of p + q below which it ignores D. */
export async function lineNodes(
  snapshot: Snapshot,
  { line }: LineComparison,
  { levels, minDensity }: { readonly levels: readonly number[]; readonly minDensity: number },
): Promise<LineNodes> {
  const score = remembered(snapshot.score);
  const kinks = kinksOf(snapshot, levels);
  const logMinDensity = Math.log(minDensity);
  const bent = splitAt(line.panels, kinksOfDiscriminator(snapshot, line.panels));
  const split = await splitAtZeros(bent, async (x) => {
    const s = await score(x);
    const { logRatio, logDensity } = line.at(x);
    return [
      ...kinks.map((kink) => s.map((value, i) => kink(value, logRatio[i]))),
      logDensity.map((value) => value - logMinDensity),
    ];
  });
  const { panels, error } = line.isExact
    ? await refinePanels(split, async (some) =>
        integralsOf(snapshot, kinks, line.on(some), await score(panelNodes(some).x)),
      )
    : { panels: split, error: null };
  const compared = line.on(panels);
  return { compared, panels, score: await score(compared.x), error };
}

/** D's scores, each computed once. */
function remembered(score: Snapshot['score']): Snapshot['score'] {
  const known = new Map<number, number>();
  return async (x) => {
    const open = x.filter((at) => !known.has(at));
    const found = await score(open);
    for (const [i, at] of open.entries()) known.set(at, found[i]);
    return x.map((at) => known.get(at)!);
  };
}

type Kink = (score: number, logRatio: number) => number;

/** Functions of D's score and of log p - log q at whose zeros a metric has a kink or a jump. */
function kinksOf(snapshot: Snapshot, levels: readonly number[]): readonly Kink[] {
  const { loss, choice } = snapshot.losses.discriminator;
  const { optimum, kinks = [] } = loss;
  const neutral = typeof optimum === 'function' ? optimum(0, choice as unknown as Record<string, number>) : 0;
  const scores = [neutral, MIN_SATURATED_SCORE, -MIN_SATURATED_SCORE, ...kinks];
  const probability = probabilityOf(snapshot);
  const ofScore = scores.map(
    (at): Kink =>
      (score) =>
        score - at,
  );
  const ofDStar = [MAX_OVERLAP_LOGIT, -MAX_OVERLAP_LOGIT].map(
    (at): Kink =>
      (_, logRatio) =>
        logRatio - at,
  );
  if ('absent' in probability) return [...ofScore, ...ofDStar];
  const { logit } = probability;
  return [
    ...ofScore,
    ...ofDStar,
    (score, logRatio) => logit(score) - logRatio,
    ...levels.map(
      (level): Kink =>
        (score) =>
          logit(score) - Math.log(level / (1 - level)),
    ),
  ];
}

/** Where a piecewise linear D has its kinks. */
function kinksOfDiscriminator({ networks, parameters }: Snapshot, panels: readonly QuadraturePanel[]): Float64Array {
  const range = { low: panels[0].low, high: panels[panels.length - 1].high };
  return linearRegions(networks.discriminator, parameters.discriminator, range)?.z ?? new Float64Array(0);
}

/** What must not change when a panel is halved. */
function integralsOf(
  snapshot: Snapshot,
  kinks: readonly Kink[],
  compared: DensityComparison,
  score: Float64Array,
): Float64Array[] {
  const { p, q, logRatio } = compared;
  const probability = probabilityOf(snapshot);
  const logit = 'absent' in probability ? (s: number) => s : probability.logit;
  const integrals: Float64Array[] = [];
  for (let first = 0; first < p.length; first += NODES_PER_PANEL) {
    const all = new Float64Array(10);
    for (let i = first; i < first + NODES_PER_PANEL; i++) {
      const [a, b, l] = [p[i], q[i], logit(score[i])];
      const both = a + b;
      if (both === 0) continue;
      all[0] += a * softplus(-l);
      all[1] += b * softplus(l);
      all[2] += both * sigmoid(l);
      all[3] += both * Math.abs(sigmoid(l) - sigmoid(logRatio[i]));
      if (Math.abs(logRatio[i]) < MAX_OVERLAP_LOGIT) {
        all[4] += both * Math.abs(l - logRatio[i]);
        all[5] += both;
      }
      all[6] += a * score[i] ** 2;
      all[7] += b * score[i] ** 2;
      // Steps at the zeros that two nodes may enclose in a pair.
      const steps = kinks.reduce((count, kink) => count + (kink(score[i], logRatio[i]) > 0 ? 1 : 0), 0);
      all[8] += a * steps;
      all[9] += b * steps;
    }
    integrals.push(all);
  }
  return integrals;
}
