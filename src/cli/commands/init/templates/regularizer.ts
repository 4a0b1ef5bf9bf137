import type { MemberTemplate } from '../member-template.js';

/** A term that keeps the discriminator's scores of data near 0. */
export const regularizerTemplate: MemberTemplate = {
  folder: 'src/core/gan/regularizers',
  laws: 'src/core/gan/regularizers/family.laws.ts',
  further: [],
  member: ({ name, id }) => `/** To be replaced: a term that keeps the discriminator's scores of data near 0. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { regularizer } from './_regularizer.js';

// \`add\` returns a term of the player's loss, [runs, 1, 1]. \`project\` changes parameters after a step, \`seen\` what D is shown,
// \`draws\` declares random numbers: see _regularizer.ts.
export const ${id} = regularizer({
  name: '${name}',
  description: 'D: weight times the mean of s(x)^2 over data.',
  notes: ['Conventions, formulas and traps, one paragraph of whole sentences each.'],
  // The player that it is for; leave it out for both.
  onlyFor: 'discriminator',
  options: { weight: scalar({ description: 'weight of the term', default: 0.001, atLeast: 0 }) },
  add({ score, real, mean }, { weight }) {
    const squared: Tensor3D = tf.square(score(real));
    return tf.mul<Tensor3D>(mean(squared), weight);
  },
});
`,
  test: ({ name, id }) => `import { expect, test } from 'vitest';
import { optionsOf } from '../../../../test/support/members.js';
import { evaluate, optionInputs, optionTensors } from '../../../../test/support/programs.js';
import type { Tensors } from '../../engine/program.js';
import { type Tensor3D, tf } from '../../engine/tf.js';
import type { Player } from '../players.js';
import type { RegularizerContext } from './_regularizer.js';
import { ${id} } from './${name}.js';

/** What is added to the player's loss for a D that scores the sample (x, y) \`slope\` x, on data with x = 1, -2 and 3. */
async function added(slope: number, { player = 'discriminator' as Player, weight = 0.5 } = {}): Promise<number | null> {
  let none = false;
  const options = optionsOf(${id}, { weight });
  const body = (inputs: Tensors): Tensors => {
    const context = {
      player,
      score: (x: Tensor3D) => tf.matMul(x, tf.tensor3d([slope, 0], [1, 2, 1])) as Tensor3D,
      real: inputs.real,
      mean: (perSample: Tensor3D) => tf.mean(perSample, 1, true) as Tensor3D,
    } as RegularizerContext;
    const term = ${id}.add(context, optionTensors(options, inputs));
    none = term === null;
    return { term: term ?? tf.zeros([1, 1, 1]) };
  };
  const real = { shape: [1, 3, 2] as const, values: [1, 5, -2, 7, 3, 0] };
  const { term } = await evaluate(body, { real, ...optionInputs(${id}, options) });
  return none ? null : term[0];
}

test('null: nothing is added where D scores 0 everywhere', async () => {
  expect(await added(0)).toBe(0);
});

test('known answer: by hand', async () => {
  // 0.5 (2^2 + 4^2 + 6^2) / 3.
  expect(await added(2)).toBeCloseTo(28 / 3, 12);
});

test('degenerate: a weight of 0 adds nothing, and the generator has no such term', async () => {
  expect(await added(2, { weight: 0 })).toBe(0);
  expect(await added(2, { player: 'generator' })).toBeNull();
});
`,
};
