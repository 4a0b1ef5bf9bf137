/** Linear decay or warm-up. */
import { scalar } from '../options.js';
import { overOption, progress, schedule } from './_schedule.js';

export const linearSchedule = schedule({
  name: 'linear',
  description: 'The factor goes from `from` to `to` in a straight line, and stays there.',
  notes: [
    'The factor in step t is from + (to - from) min(t / over, 1): the first step has `from`.',
    "Without `over` the last step is one step short of `to`. PyTorch's LinearLR has start_factor = from, end_factor = to, total_iters = over.",
    'With `from` below `to` it is a warm-up.',
  ],
  options: {
    from: scalar({ description: 'factor at the first step', default: 1, atLeast: 0 }),
    to: scalar({ description: 'factor at the end', default: 0, atLeast: 0 }),
    over: overOption,
  },
  factor: (moment, { from, to, over: end }) => from + (to - from) * progress(moment, end),
  dependsOnSteps: ({ over: end }) => end === undefined,
});
