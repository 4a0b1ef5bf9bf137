import { expect, it } from 'vitest';
import { cellOf, experimentOf, recordOf, runOf } from '../../../test/support/records.js';
import { extrasWith } from '../../../test/support/reports/extras.js';
import { contextOf } from '../page/context.js';
import { diagnosisSection } from './diagnosis.js';

const [failing, cured] = [cellOf('minimax', 0.01), cellOf('minimax', 0.001)];
const constant = (value: number) => Object.fromEntries(Array.from({ length: 11 }, (_, i) => [100 * i, value]));
const runs = [1, 2, 3, 4, 5, 6].flatMap((seed) => [
  runOf(failing, seed, { js: constant(0.69), value: constant(-0.01), 'kl-q-p': constant(32) }),
  runOf(cured, seed, { js: { 0: 0.6, 800: 0.01, 1000: seed === 6 ? 0.5 : 0.01 } }),
]);
const textOf = (of: typeof runs, cells = [failing, cured]) => {
  const record = recordOf(experimentOf([], { seeds: 6, cells }), of);
  const { body } = diagnosisSection(contextOf([record], extrasWith([])))!;
  return body.text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
};

it('names the diagnosis of each setting’s runs, the evidence, and the single change that cures it', () => {
  const text = textOf(runs);
  expect(text).toContain('vanishing-gradient 6 runs Seed 1: the gradient of G has vanished, far from the data');
  expect(text).toContain('js 0.69 at step 1000 (vs 0.693: value for disjoint supports).');
  expect(text).toContain('Also stuck-generator and poor-fit.');
  expect(text).toContain(
    'optimizer.lr 0.01 → 0.001: vanishing-gradient in 0 instead of 6 of 6 seeds. All runs after the change: 5 healthy and 1 inconclusive. McNemar’s p-value 0.031',
  );
  expect(text).toContain('healthy 5 runs inconclusive 1 run Seed 1: the run ended near the optimum.');
  expect(text).toContain('inconclusive The measured values do not decide');
});

it('states what to measure if every test is inconclusive', () => {
  const blind = [runOf(failing, 1, { 'kl-q-p': { 0: 1, 750: 1, 1000: 1 } })];
  expect(textOf(blind, [failing])).toMatch(/inconclusive 1 run Seed 1: not enough evidence: .*js has no values/);
});

it('names the span of a statistic of several values', () => {
  const falling = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [100 * i, 0.6 - 0.04 * i]));
  expect(textOf([runOf(failing, 1, { js: falling })], [failing])).toContain(
    'js 0.24 , the mean of steps 800 to 1000 (vs 0.36: mean over the third quarter of the run).',
  );
});
