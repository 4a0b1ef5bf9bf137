/** The discriminator's parameter, in games with one parameter a player. */
import { metric } from '../metric.js';
import { PARAMETER_NOTES, parameterOptions, scalarParameter } from './_scalar-parameter.js';

export const discriminatorParameter = metric({
  name: 'discriminator-parameter',
  description: 'The discriminator’s only parameter, or the scalar one that `of` names.',
  unit: '1',
  better: 'neither',
  range: [-Infinity, Infinity],
  ideal: null,
  notes: PARAMETER_NOTES,
  options: parameterOptions,
  compute: (snapshot, { of }) => scalarParameter(snapshot, 'discriminator', of),
  estimator: async () => 'the parameter itself',
});
