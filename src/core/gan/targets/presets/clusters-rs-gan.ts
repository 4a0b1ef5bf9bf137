/** The two clusters of the global landscape paper. */
import { fixedSet, stratified } from '../_sample-sets.js';
import { target } from '../_target.js';
import { twoClusters } from '../two-clusters.js';
import { uniformTarget } from '../uniform.js';

export const clustersRsGan = target({
  name: 'clusters-rs-gan',
  description: 'The two clusters of the global landscape paper (RS-GAN): [0, .3] and [4, 4.3].',
  paper: 'arXiv:2011.04926',
  paperChoices: [
    { path: 'latent', value: 'uniform' },
    { path: 'generator.initializer', value: 'pytorch' },
    { path: 'discriminator.initializer', value: 'pytorch' },
    { path: 'optimizer', value: 'momentum' },
    { path: 'scheme.discriminatorSteps', value: 10 },
    { path: 'scheme.generatorSteps', value: 10 },
    { path: 'batch', value: 100 },
  ],
  notes: [
    'All batches are drawn from one set of 100 samples, alternately from either interval.',
    'Metrics and nulls use fresh samples of the two intervals.',
    'The paper draws z uniformly from [-5, 5].',
  ],
  options: {},
  create: () => {
    const clusters = [0, 4].map((low) => uniformTarget.create({ low, high: low + 0.3 }));
    const whole = twoClusters.create({ width: 0.3, distance: 4 });
    return fixedSet('clusters-rs-gan', 100, stratified(clusters, whole));
  },
});
