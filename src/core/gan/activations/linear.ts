/** The identity, the usual choice for output layers. */
import { activation } from './_activation.js';

export const linearActivation = activation({
  name: 'linear',
  description: 'x: no change.',
  options: {},
  apply: (x) => x,
  slopes: () => ({ negative: 1, positive: 1 }),
});
