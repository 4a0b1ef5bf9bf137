/** No regularizer. */
import { regularizer } from './_regularizer.js';

export const noneRegularizer = regularizer({
  name: 'none',
  description: 'No regularizer.',
  options: {},
  add: () => null,
});
