/** No regularizer. */
import { regularizer } from './_regularizer.js';

export const none = regularizer({
  name: 'none',
  description: 'Nothing is added.',
  options: {},
  add: () => null,
});
