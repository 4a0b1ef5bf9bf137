/** The trained bound is the divergence: E_p[-real(s*)] - E_q[fake(s*)] against closed forms and plain sums. */
import { expect, test } from 'vitest';
import { optionsOf } from '../../../../../test/support/members.js';
import { evaluate, optionInputs, optionTensors } from '../../../../../test/support/programs.js';
import { families } from '../../families.js';

const { losses } = families;

// Three places, so that every divergence is a sum; p and q lopsided.
const [P, Q] = [
  [0.5, 0.3, 0.2],
  [0.1, 0.3, 0.6],
];
const sum = (term: (p: number, q: number) => number) => P.reduce((total, p, i) => total + term(p, Q[i]), 0);
const kl = sum((p, q) => p * Math.log(p / q));
const reverse = sum((p, q) => q * Math.log(q / p));
const js = sum((p, q) => (p * Math.log((2 * p) / (p + q)) + q * Math.log((2 * q) / (p + q))) / 2);

test.each([
  { name: 'f-gan-kl', divergence: kl },
  { name: 'f-gan-reverse-kl', divergence: reverse },
  { name: 'f-gan-jeffrey', divergence: kl + reverse },
  { name: 'f-gan-js', divergence: 2 * js },
  { name: 'f-gan-gan', divergence: 2 * js - Math.log(4) },
  { name: 'minimax', divergence: 2 * js - Math.log(4) },
  { name: 'f-gan-pearson', divergence: sum((p, q) => (p - q) ** 2 / q) },
  { name: 'f-gan-neyman', divergence: sum((p, q) => (p - q) ** 2 / p) },
  { name: 'f-gan-hellinger', divergence: sum((p, q) => (Math.sqrt(p) - Math.sqrt(q)) ** 2) },
  { name: 'f-gan-total-variation', divergence: sum((p, q) => Math.abs(p - q) / 2) },
])("$name's bound at D* is its divergence, $divergence", async ({ name, divergence }) => {
  const loss = losses.get(name)!;
  const options = optionsOf(loss);
  const optimum = loss.optimum as (logRatio: number, options: object) => number;
  const scores = P.map((p, i) => Math.max(-40, Math.min(40, optimum(Math.log(p / Q[i]), {}))));
  const given = { s: { shape: [1, 3, 1] as const, values: scores }, ...optionInputs(loss, options) };
  const { real, fake } = await evaluate((inputs) => {
    const chosen = optionTensors(options, inputs);
    return { real: loss.real(inputs.s, chosen), fake: loss.fake(inputs.s, chosen) };
  }, given);
  expect(-P.reduce((total, p, i) => total + p * real[i] + Q[i] * fake[i], 0)).toBeCloseTo(divergence, 12);
});

test('what reads a score as a probability reads D* as p / (p + q)', () => {
  for (const [name, loss] of losses) {
    // Smoothed labels move D* on purpose.
    if (!loss.probability || typeof loss.optimum !== 'function' || name === 'label-smoothing') continue;
    for (const [i, p] of P.entries())
      expect(loss.probability(loss.optimum(Math.log(p / Q[i]), {})), name).toBeCloseTo(p / (p + Q[i]), 12);
  }
});

test('smoothed labels move D* to a p / (p + q)', () => {
  const { optimum, probability } = losses.get('label-smoothing')!;
  const at = optimum as (logRatio: number, options: { label: number }) => number;
  expect(probability!(at(Math.log(0.5 / 0.1), { label: 0.8 }))).toBeCloseTo((0.8 * 0.5) / 0.6, 12);
});
