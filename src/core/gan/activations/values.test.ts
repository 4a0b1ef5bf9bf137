/** Each activation is its formula. */
import { expect, test } from 'vitest';
import { evaluate } from '../../../../test/support/programs.js';
import { families } from '../families.js';

const { activations } = families;

const POINTS = [-20, -3.2, -0.7, 0, 0.4, 2.5, 20];
const given = { x: { shape: [1, POINTS.length, 1] as const, values: POINTS } };

test.each<{ name: string; options?: Record<string, number>; formula: (x: number) => number }>([
  { name: 'tanh', formula: Math.tanh },
  { name: 'sigmoid', formula: (x) => 1 / (1 + Math.exp(-x)) },
  { name: 'softplus', formula: (x) => Math.log1p(Math.exp(x)) },
  { name: 'elu', formula: (x) => (x > 0 ? x : Math.expm1(x)) },
  { name: 'relu', formula: (x) => Math.max(0, x) },
  { name: 'leaky-relu', options: { slope: 0.3 }, formula: (x) => (x > 0 ? x : 0.3 * x) },
  { name: 'linear', formula: (x) => x },
])('$name', async ({ name, options = {}, formula }) => {
  const { y } = await evaluate(({ x }) => ({ y: activations.get(name)!.apply(x, options) }), given);
  for (const [i, x] of POINTS.entries()) expect(y[i], `at ${x}`).toBeCloseTo(formula(x), 14);
});
