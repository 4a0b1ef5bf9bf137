/** The swiss roll of the WGAN-GP toy code. */
import { target } from '../_target.js';
import { swissRoll } from '../swiss-roll.js';

export const swissRollWganGp = target({
  name: 'swiss-roll-wgan-gp',
  description: 'The swiss roll of the WGAN-GP toy code: noise 0.25, all divided by 7.5.',
  paper: 'arXiv:1704.00028',
  notes: ['Fresh samples for every batch.'],
  options: {},
  create: () => swissRoll.create({ noise: 0.25, divisor: 7.5 }),
});
