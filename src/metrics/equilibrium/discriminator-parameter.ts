/** Where D stands, in games of one number each. */
import { metric } from '../metric.js';
import { onlyParameter } from '../shared/equilibrium/only-parameter.js';

export const discriminatorParameter = metric({
  name: 'discriminator-parameter',
  says: 'The discriminator’s parameter, where it has only one.',
  unit: '1',
  better: 'neither',
  range: [-Infinity, Infinity],
  ideal: null,
  notes: ['Absent for players with more than one parameter.'],
  options: {},
  read: (snapshot) => onlyParameter(snapshot, 'discriminator'),
});
