/** G's own loss. */
import { metric } from '../metric.js';
import { equilibriumLine } from './_equilibrium-line.js';
import { LOSS_NOTES, lossEstimator, lossOnSamples } from './_on-samples.js';

export const lossGenerator = metric({
  name: 'loss-generator',
  description: 'G’s own loss, E_q[generator(s)], on fixed samples.',
  unit: 'as the loss',
  better: 'neither',
  range: [-Infinity, Infinity],
  ideal: null,
  linesFor: (setting) => equilibriumLine(setting, 'generator'),
  notes: [
    'At the equilibrium it is ln 2 = 0.693 for the non-saturating loss, -ln 2 for minimax, and 0 for hinge. It ' +
      'depends on the current D: a rising value may mean a better D as well as a worse G.',
    ...LOSS_NOTES,
  ],
  options: {},
  compute: (snapshot) => lossOnSamples(snapshot, 'generator'),
  estimator: (snapshot) => lossEstimator(snapshot, (scored) => snapshot.loss('generator', scored)),
});
