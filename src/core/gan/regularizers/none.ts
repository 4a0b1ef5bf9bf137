/** No regularizer. */
import { regularizer } from './_regularizer.js';

export const noneRegularizer = regularizer({
  name: 'none',
  description: 'Nothing is added.',
  options: {},
  add: () => null,
});
