/** Each loss as its paper writes it, in probabilities D or scores s, at scores where that is harmless. */
import { expect, test } from 'vitest';
import { optionsOf } from '../../../../test/support/members.js';
import { evaluate, optionInputs, optionTensors, prepare, run } from '../../../../test/support/programs.js';
import { grad, type Tensor3D, tf } from '../../engine/tf.js';
import { sigmoid } from '../../math/special/special.js';
import { families } from '../families.js';

const { losses } = families;

const SCORES = [-2.5, -0.3, 0, 0.4, 1.7];
const D = sigmoid;
type Formula = (s: number) => number;
const crossEntropy = { real: (s: number) => -Math.log(D(s)), fake: (s: number) => -Math.log(1 - D(s)) };

const published: { name: string; options?: object; real: Formula; fake: Formula; generator: Formula }[] = [
  { name: 'minimax', ...crossEntropy, generator: (s) => Math.log(1 - D(s)) },
  { name: 'non-saturating', ...crossEntropy, generator: (s) => -Math.log(D(s)) },
  { name: 'minimax-plus-non-saturating', ...crossEntropy, generator: (s) => Math.log(1 - D(s)) - Math.log(D(s)) },
  {
    name: 'log-difference',
    real: (s) => -Math.log(D(s)),
    fake: (s) => Math.log(D(s)),
    generator: (s) => -Math.log(D(s)),
  },
  {
    name: 'label-smoothing',
    options: { label: 0.8 },
    real: (s) => -0.8 * Math.log(D(s)) - 0.2 * Math.log(1 - D(s)),
    fake: crossEntropy.fake,
    generator: (s) => -Math.log(D(s)),
  },
  {
    name: 'least-squares',
    real: (s) => (s - 1) ** 2 / 2,
    fake: (s) => s ** 2 / 2,
    generator: (s) => (s - 1) ** 2 / 2,
  },
  {
    name: 'least-squares',
    options: { real: 1, fake: -1, wanted: 0 },
    real: (s) => (s - 1) ** 2 / 2,
    fake: (s) => (s + 1) ** 2 / 2,
    generator: (s) => s ** 2 / 2,
  },
  { name: 'wasserstein', real: (s) => -s, fake: (s) => s, generator: (s) => -s },
  { name: 'hinge', real: (s) => Math.max(0, 1 - s), fake: (s) => Math.max(0, 1 + s), generator: (s) => -s },
  {
    name: 'f-gan-kl',
    options: { generator: 'trick' },
    real: (s) => -s,
    fake: (s) => Math.exp(s - 1),
    generator: (s) => -s,
  },
];

test.each(published)('$name $options is what its paper says', async ({ name, options: given = {}, ...formulas }) => {
  const loss = losses.get(name)!;
  const options = optionsOf(loss, { ...given });
  const inputs = { s: { shape: [1, SCORES.length, 1] as const, values: SCORES }, ...optionInputs(loss, options) };
  const parts = await evaluate((tensors) => {
    const chosen = optionTensors(options, tensors);
    return {
      real: loss.real(tensors.s, chosen),
      fake: loss.fake(tensors.s, chosen),
      generator: loss.generator(tensors.s, chosen),
    };
  }, inputs);
  for (const part of ['real', 'fake', 'generator'] as const)
    for (const [i, s] of SCORES.entries()) expect(parts[part][i], `${part}(${s})`).toBeCloseTo(formulas[part](s), 12);
});

test('log-difference drives D to 1 where p > q and to 0 where q > p, never to p / (p + q)', async () => {
  const { real, fake } = losses.get('log-difference')!;
  const shares = [0.7, 0.5, 0.3]; // p / (p + q)
  const column = (values: readonly number[]) => ({ shape: [1, 3, 1] as const, values });
  const given = { s: column([0, 0, 0]), p: column(shares) };
  const executable = await prepare(
    ({ s, p }) => {
      const risk = () => tf.add(tf.mul(p, real(s, {})), tf.mul(tf.sub(1, p), fake(s, {})));
      return { s: tf.sub(s, tf.mul(5, grad<Tensor3D>(risk, [s])[0])) };
    },
    given,
    {},
  );
  let scores: readonly number[] = given.s.values;
  for (let step = 0; step < 300; step++) scores = (await run(executable, { ...given, s: column(scores) }, {})).s;
  const [more, equal, less] = scores.map(D);
  expect(more).toBeGreaterThan(0.99);
  expect(equal).toBe(0.5); // any D is as good where p = q: it stays where it began
  expect(less).toBeLessThan(1e-9);
});
