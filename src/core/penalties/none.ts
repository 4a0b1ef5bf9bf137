/** No penalty. */
import { penalty } from '../penalty.js';

export const none = penalty({
  name: 'none',
  says: 'Nothing is added.',
  options: {},
  add: () => null,
});
