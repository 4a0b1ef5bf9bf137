/** Share of G's samples on bridges between modes. */

import { plural } from '../../core/text/words.js';
import { metric } from '../metric.js';
import { countBetween } from './_bridges.js';
import { centresOf } from './_centres.js';

export const betweenModes = metric({
  name: 'between-modes',
  description: 'Share of G’s samples in the middle half of a segment between two neighbouring modes.',
  paper: 'arXiv:1806.00880 (a connected latent space cannot cover separate modes without samples between them)',
  unit: 'fraction',
  better: 'neither',
  range: [0, 1],
  ideal: null,
  notes: [
    'In the middle half: farther from both modes than a quarter of their distance. A bridge that G fills evenly has about as ' +
      'many samples again outside it.',
    'On the segment: no farther from it than 98.9 % of a mode’s own samples are from its centre, 3 standard deviations in the ' +
      'plane.',
    'Neighbours: no third mode is nearer to both than they are to each other (the relative neighbourhood graph).',
    'Of the data itself 0, unless modes overlap.',
  ],
  options: {},
  async compute(snapshot) {
    const { modes, unknown = 'the target has no modes', dim } = snapshot.target;
    if (!modes?.length) return { absent: unknown };
    if (centresOf(modes).count < 2) return { absent: 'the target has one mode' };
    const { generated } = await snapshot.samples();
    if (!generated.every(Number.isFinite)) return { absent: "G's output is not finite" };
    const count = countBetween(generated, { dim, modes });
    if (count === null) return { absent: 'the modes have no spread, or in different coordinates' };
    return { value: count / snapshot.sampleCount };
  },
  estimator: async ({ sampleCount }) => plural(sampleCount, 'sample'),
});
