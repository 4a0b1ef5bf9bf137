/** Instance noise: D never sees a sample itself, only a blurred one, so that p and q always overlap. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar, scheduleOf } from '../options.js';
import { regularizer } from './_regularizer.js';

export const instanceNoise = regularizer({
  name: 'instance-noise',
  description:
    "D is shown x + std n, data and G's samples alike, with fresh standard normal n: in both players' losses.",
  paper: 'arXiv:1610.04490',
  notes: [
    'Not a term of the loss: what D looks at. Of what is given to each player, that of the discriminator counts.',
    'Annealed, as its authors do: `schedule: { name: linear, over: 10000 }` takes std to 0 in a straight line over these steps.',
    'Metrics show D samples as they are, and compare it with D* of p and q without noise.',
    'On the Dirac-GAN the eigenvalues are -std^2/4 +- sqrt(std^4/16 - 1/4), with many draws: see `noiseSamples` there.',
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
