/** The generator's parameter, in games with one parameter a player. */
import { metric } from '../metric.js';
import { PARAMETER_NOTES, parameterOptions, scalarParameter } from './_scalar-parameter.js';

export const generatorParameter = metric({
  name: 'generator-parameter',
  description: 'The generator’s only parameter, or the scalar one that `of` names.',
  unit: '1',
  better: 'neither',
  range: [-Infinity, Infinity],
  ideal: null,
  notes: PARAMETER_NOTES,
  options: parameterOptions,
  compute: (snapshot, { of }) => scalarParameter(snapshot, 'generator', of),
  estimator: async () => 'the parameter itself',
});
