/** Two networks against each other: so far the only arena. */
import type { Member } from '../family.js';

export const neural: Member = {
  name: 'neural',
  says: 'Networks play: a generator makes samples, a discriminator scores them.',
  options: {},
};
