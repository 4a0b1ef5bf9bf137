/** What G could gain: its own loss if it alone is trained on. */

import { equilibriumLine } from '../losses/_equilibrium-line.js';
import { metric } from '../metric.js';
import { lossAtResponse, lossAtResponseEstimator } from './_loss-at-response.js';
import { LONG_RESPONSE, RESPONSE_NOTES, responseOptions } from './_response.js';

export const bestResponseGenerator = metric({
  name: 'best-response-generator',
  description: 'G’s own loss after G alone was trained on, with D frozen: what G could gain.',
  paper: 'arXiv:1811.05512',
  unit: 'as the loss',
  better: 'neither',
  range: [-Infinity, Infinity],
  ideal: null,
  linesFor: (setting) => equilibriumLine(setting, 'generator'),
  notes: [
    'loss-generator minus it is what G gains against the D of this step. The response need not be better samples: a G that moves ' +
      'alone goes where D’s score is highest, often to a single mode. best-response-share compares the gain with that of the data.',
    'If D’s score is constant, G gains nothing: at the equilibrium, and with a D that is blind.',
    ...RESPONSE_NOTES,
  ],
  options: responseOptions(LONG_RESPONSE),
  compute: (snapshot, options) => lossAtResponse(snapshot, 'generator', options),
  estimator: (snapshot, options) => lossAtResponseEstimator(snapshot, 'generator', options),
});
