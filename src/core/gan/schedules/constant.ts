/** No change. */
import { schedule } from './_schedule.js';

export const constant = schedule({
  name: 'constant',
  description: 'The number stays as it is.',
  options: {},
  factor: () => 1,
  dependsOnSteps: () => false,
});
