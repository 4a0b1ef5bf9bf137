/** No average. */
import { averaging } from './_averaging.js';

export const noneAveraging = averaging({
  name: 'none',
  description: 'The last parameters are measured.',
  options: {},
  weight: () => 1,
});
