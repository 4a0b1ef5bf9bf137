/** Where D stands, in games of one number each. */
import { metric } from '../metric.js';
import { oneParameter, PARAMETER_NOTES, parameterOptions } from './_one-parameter.js';

export const discriminatorParameter = metric({
  name: 'discriminator-parameter',
  description: 'The discriminator’s parameter, where it has only one, or the one that is named.',
  unit: '1',
  better: 'neither',
  range: [-Infinity, Infinity],
  ideal: null,
  notes: PARAMETER_NOTES,
  options: parameterOptions,
  compute: (snapshot, { of }) => oneParameter(snapshot, 'discriminator', of),
  estimator: async () => 'the parameter itself',
});
