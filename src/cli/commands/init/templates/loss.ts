import type { MemberTemplate } from '../member-template.js';

/** Least squares with the targets `margin` and `-margin`. */
export const lossTemplate: MemberTemplate = {
  folder: 'src/core/gan/losses',
  laws: 'src/core/gan/losses/family.laws.ts',
  further: [],
  member: ({ name, id }) => `/** To be replaced: least squares with the targets margin and -margin. */
import { type Tensor3D, tf } from '../../engine/tf.js';
import { scalar } from '../options.js';
import { loss } from './_loss.js';

// Each part is a function of the discriminator's raw scores s, [runs, batch, 1]. A high score means "looks real".
// A scalar option reaches the parts as a tensor, so that settings that differ in it share a compiled graph.
export const ${id} = loss({
  name: '${name}',
  description: 'D: (s(x) - margin)^2 / 2 + (s(G(z)) + margin)^2 / 2; G: (s(G(z)) - margin)^2 / 2.',
  notes: ['Conventions, formulas and traps, one paragraph of whole sentences each.'],
  options: {
    margin: scalar({ description: 'the score that D should give to data', default: 1, above: 0 }),
  },
  // D minimises E_p[real(s)] + E_q[fake(s)].
  real: (s, { margin }) => halfSquare(tf.sub(s, margin)),
  fake: (s, { margin }) => halfSquare(tf.add(s, margin)),
  // G minimises E_q[generator(s)].
  generator: (s, { margin }) => halfSquare(tf.sub(s, margin)),
  // The score that minimises p real(s) + q fake(s) where log p - log q = logRatio; { none: 'the reason' } if there is none.
  optimum: (logRatio, { margin }) => margin * Math.tanh(logRatio / 2),
  // D(x) as a function of the score; null if the score is not a probability.
  probability: null,
});

function halfSquare(x: Tensor3D): Tensor3D {
  return tf.mul(tf.square(x), 0.5);
}
`,
  test: ({ name, id }) => `import { expect, test } from 'vitest';
import { optionsOf } from '../../../../test/support/members.js';
import { evaluate, optionInputs, optionTensors } from '../../../../test/support/programs.js';
import type { Tensors } from '../../engine/program.js';
import { grad, type Tensor3D } from '../../engine/tf.js';
import { ${id} } from './${name}.js';

/** The three parts at these scores, and the slope of the generator's part. */
function at(scores: readonly number[], options = optionsOf(${id})) {
  const body = (inputs: Tensors): Tensors => {
    const given = optionTensors(options, inputs);
    const generator = (): Tensor3D => ${id}.generator(inputs.s, given);
    return {
      real: ${id}.real(inputs.s, given),
      fake: ${id}.fake(inputs.s, given),
      generator: generator(),
      slope: grad(generator, [inputs.s])[0],
    };
  };
  return evaluate(body, { s: { shape: [1, scores.length, 1], values: scores }, ...optionInputs(${id}, options) });
}

const optimum = (logRatio: number, margin = 1) => {
  if (typeof ${id}.optimum !== 'function') throw new Error('there is no optimum');
  return ${id}.optimum(logRatio, { margin });
};

test('null: where p = q the optimal score is 0', () => {
  expect(optimum(0)).toBe(0);
});

test('known answer: the parts at three scores, by hand', async () => {
  const { real, fake, generator, slope } = await at([-1, 0.5, 3]);
  expect(real).toEqual([2, 0.125, 2]);
  expect(fake).toEqual([0, 1.125, 8]);
  expect(generator).toEqual([2, 0.125, 2]);
  expect(slope).toEqual([-2, -0.5, 2]);
  // p = 3 q: (3 - 1) / (3 + 1).
  expect(optimum(Math.log(3))).toBeCloseTo(0.5, 12);
});

test('degenerate: where one density is 0 the optimum is finite', () => {
  expect([optimum(Infinity), optimum(-Infinity)]).toEqual([1, -1]);
});

test('the option acts', async () => {
  const { real } = await at([0.5], optionsOf(${id}, { margin: 2 }));
  expect(real).toEqual([1.125]);
  expect(optimum(Math.log(3), 2)).toBeCloseTo(1, 12);
});
`,
};
