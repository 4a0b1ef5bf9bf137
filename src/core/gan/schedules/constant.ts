/** No change. */
import { schedule } from './_schedule.js';

export const constant = schedule({
  name: 'constant',
  description: 'The factor is 1.',
  options: {},
  factor: () => 1,
  dependsOnSteps: () => false,
});
