/** Largest distance of D from D*. */

import { metric } from '../metric.js';
import { discriminatorEstimator } from './_estimator.js';
import { type ProbabilityNodes, valueOfProbabilities } from './_expectations.js';
import type { NodesOnLine } from './_nodes.js';
import { absentIfSampled } from './_noise-floor.js';

export const dstarMaxError = metric({
  name: 'dstar-max-error',
  description: 'Largest |D - D*| where p + q is above 1e-6 of the lower of both peaks.',
  paper: 'arXiv:1406.2661, proposition 1',
  unit: 'probability',
  better: 'lower',
  range: [0, 1],
  ideal: 0,
  lines: [{ at: 0, label: 'D = D*' }],
  notes: [
    'On a line the largest value is searched between the nodes too. In the plane over at most 8,192 cells, always with the heaviest: a lower bound.',
    'One point decides the value; dstar-error is the mean. Absent where q is a histogram of samples: there the ' +
      'emptiest cell would decide.',
  ],
  options: {},
  compute: async (snapshot) =>
    (await absentIfSampled(snapshot)) ??
    valueOfProbabilities(snapshot, async (nodes) => {
      let largest = 0;
      for (let i = 0; i < nodes.score.length; i++)
        if (!nodes.isNegligible(i))
          largest = Math.max(largest, Math.abs(nodes.probability.of(nodes.score[i]) - nodes.dStar[i]));
      return nodes.line ? Math.max(largest, await largestNear(nodes, nodes.line)) : largest;
    }),
  estimator: (snapshot) => discriminatorEstimator(snapshot),
});

const PEAKS = 8; // local maxima between whose neighbours the largest is searched
const PLACES = 33; // of each at once: every round narrows its interval by 16
const ROUNDS = 12;

/** The largest |D - D*| between the nodes beside the largest local maxima. */
async function largestNear({ score, dStar, probability, isNegligible }: ProbabilityNodes, line: NodesOnLine) {
  const { x, at } = line;
  const errors = x.map((_, i) => (isNegligible(i) ? 0 : Math.abs(probability.of(score[i]) - dStar[i])));
  const peaks = Array.from(errors.keys())
    .filter((i) => errors[i] > 0 && errors[i] >= (errors[i - 1] ?? 0) && errors[i] >= (errors[i + 1] ?? 0))
    .sort((a, b) => errors[b] - errors[a])
    .slice(0, PEAKS);
  const intervals = peaks.map((i) => ({ low: x[Math.max(0, i - 1)], high: x[Math.min(x.length - 1, i + 1)] }));
  let largest = 0;
  for (let round = 0; round < ROUNDS && intervals.length > 0; round++) {
    const step = ({ low, high }: (typeof intervals)[number]) => (high - low) / (PLACES - 1);
    const places = intervals.flatMap((interval) =>
      Array.from({ length: PLACES }, (_, k) => interval.low + k * step(interval)),
    );
    const sorted = Float64Array.from(new Set(places)).sort();
    const found = await at(sorted);
    const errorAt = new Map(
      Array.from(sorted, (place, i) => [
        place,
        found.isNegligible(i) ? 0 : Math.abs(probability.of(found.score[i]) - found.dStar[i]),
      ]),
    );
    for (const [k, interval] of intervals.entries()) {
      const own = places.slice(k * PLACES, (k + 1) * PLACES);
      const best = own.reduce((most, place) => (errorAt.get(place)! > errorAt.get(most)! ? place : most));
      largest = Math.max(largest, errorAt.get(best)!);
      const by = step(interval);
      intervals[k] = { low: Math.max(interval.low, best - by), high: Math.min(interval.high, best + by) };
    }
  }
  return largest;
}
