/** Cosine annealing. */
import { scalar } from '../options.js';
import { overOption, progress, schedule } from './_schedule.js';

export const cosine = schedule({
  name: 'cosine',
  description: 'The factor falls from 1 to `to` along half a cosine, and stays there.',
  paper: 'arXiv:1608.03983, equation 5, without restarts',
  notes: [
    'The factor in step t is to + (1 - to) (1 + cos(pi t / over)) / 2.',
    "PyTorch's CosineAnnealingLR has T_max = over and eta_min = to times the rate, and rises again after T_max.",
  ],
  options: { to: scalar({ description: 'factor at the end', default: 0, atLeast: 0 }), over: overOption },
  factor: (moment, { to, over: end }) => to + ((1 - to) * (1 + Math.cos(Math.PI * progress(moment, end)))) / 2,
  dependsOnSteps: ({ over: end }) => end === undefined,
});
