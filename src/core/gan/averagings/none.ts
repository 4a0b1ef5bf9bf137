/** No average. */
import { averaging } from './_averaging.js';

export const none = averaging({
  name: 'none',
  says: 'The last parameters are measured.',
  options: {},
  weight: () => 1,
});
