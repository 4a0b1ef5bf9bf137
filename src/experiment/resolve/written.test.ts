import { expect, it } from 'vitest';
import { load } from '../../../test/support/experiment-files.js';
import { formatProblem, problemAt } from '../read/problems.js';
import { positionInFile } from './written.js';

const TEXT = `name: x
question: Where is it?
base:
  target: ring
  latent: { name: gaussian, dim: 2 }
  generator: mlp
  discriminator: { name: mlp, hidden: [8] }
  steps: 20
vary:
  latent.dim: [3, 4]
also:
  - discriminator: { hidden: [9] }
measure: { every: 10 }
profiles:
  wide: { base: { discriminator: { hidden: [10] } }, measure: { samples: 500 } }
`;

/** Of the setting of that number: those of the grid, then that of `also`. */
async function where(cell: number, keys: readonly string[], options = {}) {
  const experiment = await load(TEXT, options);
  const position = positionInFile({ ...experiment, setting: experiment.cells[cell]!.setting }, keys)!;
  return formatProblem(problemAt(position, 'here')).replace(/^.*x\.yaml:/, '');
}

it.each<[number, string, string]>([
  [0, 'discriminator.hidden', '7:39: base.discriminator.hidden: here'],
  [1, 'latent.dim', '10:19: vary.latent.dim[1]: here'],
  [2, 'latent.dim', '5:34: base.latent.dim: here'],
  [2, 'discriminator.hidden', '12:30: also[0].discriminator.hidden: here'],
  [0, 'measure.every', '13:19: measure.every: here'],
  [0, 'generator.hidden', '6:14: base.generator: here'],
])('setting %i has %s where the file sets it, or the nearest around it', async (cell, key, expected) => {
  expect(await where(cell, [key])).toBe(expected);
});

it('of several keys the first that the file sets is meant, then the first that it sets a part of', async () => {
  expect(await where(0, ['batch', 'generator.hidden', 'steps'])).toBe('8:10: base.steps: here');
  expect(await where(0, ['batch', 'generator.hidden', 'target.modes'])).toBe('6:14: base.generator: here');
});

it.each(['batch', 'measure.samples'])('a default, as of %s, stands at the base', async (key) => {
  expect(await where(0, [key])).toBe('4:3: base: here');
});

it('a profile and --set have places of their own', async () => {
  const profile = { profile: 'wide' };
  expect(await where(0, ['measure.samples'], profile)).toBe('15:74: profiles.wide.measure.samples: here');
  expect(await where(0, ['discriminator.hidden'], profile)).toBe(
    '15:44: profiles.wide.base.discriminator.hidden: here',
  );
  expect(await where(0, ['batch'], { set: ['batch=4'] })).toBe('--set batch=4: here');
});

it('a setting that was not loaded from a file has none', async () => {
  const experiment = await load(TEXT);
  expect(positionInFile({ ...experiment, setting: { ...experiment.cells[0]!.setting } }, ['batch'])).toBeNull();
});
