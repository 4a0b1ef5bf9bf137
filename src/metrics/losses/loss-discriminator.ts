/** D's own loss. */
import { DATA_NOTE, dataOption } from '../_discriminator-data.js';
import { metric } from '../metric.js';
import { equilibriumLine } from './_equilibrium-line.js';
import { LOSS_NOTES, lossEstimator, lossOnSamples } from './_on-samples.js';

export const lossDiscriminator = metric({
  name: 'loss-discriminator',
  description: 'D’s own loss, E_p[real(s)] + E_q[fake(s)], on fixed samples.',
  unit: 'as the loss',
  better: 'neither',
  range: [-Infinity, Infinity],
  ideal: null,
  linesFor: (setting) => equilibriumLine(setting, 'discriminator'),
  notes: [
    'At the equilibrium it is 2 ln 2 = 1.386 for cross-entropy losses, 2 for hinge, 1/4 for least squares with ' +
      'targets 0 and 1 (with the factor 1/2 used here), and 0 for Wasserstein losses. Below it D separates data and ' +
      'samples. With a weak D it does not measure the quality of G.',
    ...LOSS_NOTES,
    DATA_NOTE,
  ],
  options: { data: dataOption },
  compute: (snapshot, { data }) => lossOnSamples(snapshot, 'discriminator', data),
  estimator: (snapshot, { data }) => lossEstimator(snapshot, (scored) => snapshot.loss('discriminator', scored), data),
});
