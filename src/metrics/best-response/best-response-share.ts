/** What G gains by moving alone, beside what it would gain as the data. */
import type { Snapshot } from '../../core/snapshot/snapshot.js';
import type { ScoredSamples } from '../../core/training/evaluator.js';
import { metricValue } from '../../records/metric-value.js';
import { errorByGroups, samplesText, scoredSamples } from '../losses/_on-samples.js';
import { metric } from '../metric.js';
import { RESPONSE_NOTES, responseOf, responseOptions, responseText, SHORT_RESPONSE } from './_response.js';

const MIN_ADVANTAGE = 5; // standard errors of the data's advantage: below, the quotient is noise

export const bestResponseShare = metric({
  name: 'best-response-share',
  description: 'What G gains if it alone is trained on, over what it would gain if its samples were the data.',
  paper: 'arXiv:1811.05512',
  unit: '1',
  better: 'neither',
  range: [-Infinity, Infinity],
  ideal: null,
  lines: [
    { at: 0, label: 'G gains nothing' },
    { at: 1, label: 'as much as the data would' },
  ],
  notes: [
    '(L(q) - L(q*)) / (L(q) - L(p)), with G’s own loss L against the frozen D, the samples q* of its best response, and the data p ' +
      'in place of samples. A G that can represent p has a best response that gains as much at least: the share is 1 or more with ' +
      'enough steps.',
    'Near 0, while D prefers the data: G moves nowhere that D rewards. It cannot, is stuck, or its steps are too small. ' +
      'Between, it has not yet. With many updates a G that cannot represent p leaves too, for a collapse on D’s highest score: hence ' +
      'fewer by default than in the other metrics of best responses.',
    'Absent where D does not prefer the data to the samples by five standard errors: then there is nothing to gain by being the data.',
    ...RESPONSE_NOTES,
  ],
  options: responseOptions(SHORT_RESPONSE),
  async compute(snapshot, options) {
    const scored = await scoredSamples(snapshot);
    if ('absent' in scored) return scored;
    const advantage = await advantageOfData(snapshot, scored);
    if (!(advantage.value > MIN_ADVANTAGE * advantage.error))
      return { absent: 'D does not prefer the data to the samples of G: there is nothing to gain by being the data' };
    const response = await responseOf(snapshot, 'generator', options);
    if ('absent' in response) return response;
    const after = await scoredSamples(response.at);
    if ('absent' in after) return after;
    const gain = (await snapshot.loss('generator', scored)) - (await snapshot.loss('generator', after));
    return metricValue(gain / advantage.value, 'the losses are not finite');
  },
  async estimator(snapshot, options) {
    const response = await responseOf(snapshot, 'generator', options);
    if ('absent' in response) return response.absent;
    return `ratio of differences of losses; ${samplesText(snapshot)}; ${responseText(snapshot, 'generator', { response, options })}`;
  },
});

/** G's loss on its samples minus that on the data, with its standard error: 0 where expectations are sums. */
async function advantageOfData(snapshot: Snapshot, scored: ScoredSamples) {
  const difference = async (given: ScoredSamples) =>
    (await snapshot.loss('generator', given)) - (await snapshot.loss('generator', asData(given)));
  const value = await difference(scored);
  if (scored.weights) return { value, error: 0 };
  const { real, fake } = scored;
  const error = await errorByGroups(snapshot.sampleCount, (some) => difference({ real: some(real), fake: some(fake) }));
  return { value, error: error ?? Infinity };
}

/** The data in place of samples: in another order, since relativistic losses compare rows in pairs. */
function asData({ real, weights }: ScoredSamples): ScoredSamples {
  if (weights) return { real, fake: real, weights: { real: weights.real, fake: weights.real } };
  const half = real.length >> 1;
  return { real, fake: Float64Array.from([...real.subarray(half), ...real.subarray(0, half)]) };
}
