/** D's own loss: what every user logs first. */
import { metric } from '../metric.js';
import { equilibriumLine, LOSS_NOTES, lossEstimator, lossOnSamples } from './_on-samples.js';

export const lossDiscriminator = metric({
  name: 'loss-discriminator',
  description: 'D’s own loss, E_p[real(s)] + E_q[fake(s)], on fixed samples.',
  unit: 'as the loss',
  better: 'neither',
  range: [-Infinity, Infinity],
  ideal: null,
  linesFor: (setting) => equilibriumLine(setting, 'discriminator'),
  notes: [
    'At the equilibrium 2 ln 2 = 1.386 under cross-entropy losses, 2 under hinge, 1/4 under least squares with targets 0 and 1 ' +
      '(which has a factor 1/2 here), 0 under Wasserstein losses. Below it D tells data from samples; it says nothing of how good G is if D is weak.',
    ...LOSS_NOTES,
  ],
  options: {},
  compute: (snapshot) => lossOnSamples(snapshot, 'discriminator'),
  estimator: lossEstimator,
});
