/** Instance noise: D sees samples with added noise, so that p and q overlap. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar, scheduleOf } from '../options.js';
import { regularizer } from './_regularizer.js';

export const instanceNoise = regularizer({
  name: 'instance-noise',
  description: 'D sees x + std n instead of x, at data and at generated samples, with fresh standard normal n.',
  paper: 'arXiv:1610.04490',
  notes: [
    'It changes the inputs of D in both players’ losses. The regularizer chosen for the discriminator decides.',
    'Its authors anneal it: `schedule: { name: linear, over: 10000 }` takes std to 0 in a straight line over 10,000 steps.',
    'Metrics evaluate D without noise, and compare it with D* of p and q without noise.',
    'On the Dirac-GAN the eigenvalues are -std^2/4 +- sqrt(std^4/16 - 1/4), with many draws: see its option `noiseSamples`.',
  ],
  options: {
    std: scalar({ description: "the noise's standard deviation, in every coordinate", default: 0.1, atLeast: 0 }),
    schedule: scheduleOf('std'),
  },
  draws: {
    onReal: { of: 'normal', each: 'coordinate' },
    onFake: { of: 'normal', each: 'coordinate' },
  },
  add: () => null,
  transformInput(x, { of, draw }, { std }) {
    const noise = draw(of === 'real' ? 'onReal' : 'onFake');
    return tf.add(x, tf.mul(noise, std)) as Tensor3D;
  },
});
