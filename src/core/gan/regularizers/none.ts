/** No penalty. */
import { penalty } from './_regularizer.js';

export const none = penalty({
  name: 'none',
  says: 'Nothing is added.',
  options: {},
  add: () => null,
});
