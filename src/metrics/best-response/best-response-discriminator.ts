/** What D could see: its own loss if it alone is trained on. */

import { equilibriumLine } from '../losses/_equilibrium-line.js';
import { metric } from '../metric.js';
import { lossAtResponse, lossAtResponseEstimator } from './_loss-at-response.js';
import { LONG_RESPONSE, RESPONSE_NOTES, responseOptions } from './_response.js';

export const bestResponseDiscriminator = metric({
  name: 'best-response-discriminator',
  description: 'D’s own loss after D alone was trained on, with G frozen: what D could see.',
  paper: 'arXiv:1811.05512',
  unit: 'as the loss',
  better: 'neither',
  range: [-Infinity, Infinity],
  ideal: null,
  linesFor: (setting) => equilibriumLine(setting, 'discriminator'),
  notes: [
    'loss-discriminator minus it is what D gains. Little: D sees what it can, and G does not follow. Much: D lags, has not had ' +
      'the steps or takes them too large; what it gains it could see, whatever the density or dimension of the data.',
    'Under cross-entropy it tends to log 4 - 2 js(p, q) from above with a D that can represent D*, so that ln 2 minus half of ' +
      'it is a js that D could see, at most js. A D of too few units stays above: then it cannot see the rest.',
    ...RESPONSE_NOTES,
  ],
  options: responseOptions(LONG_RESPONSE),
  compute: (snapshot, options) => lossAtResponse(snapshot, 'discriminator', options),
  estimator: (snapshot, options) => lossAtResponseEstimator(snapshot, 'discriminator', options),
});
