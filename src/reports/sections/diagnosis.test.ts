import { expect, it } from 'vitest';
import { extrasWith } from '../../../test/reports/extras.js';
import { cellOf, experimentOf, recordOf, runOf } from '../../../test/support/records.js';
import { contextOf } from '../page/context.js';
import { diagnosisSection } from './diagnosis.js';

const [failing, cured] = [cellOf('minimax', 0.01), cellOf('minimax', 0.001)];
const lasting = (value: number) => Object.fromEntries(Array.from({ length: 11 }, (_, i) => [100 * i, value]));
const runs = [1, 2, 3, 4, 5, 6].flatMap((seed) => [
  runOf(failing, seed, { js: lasting(0.69), value: lasting(-0.01), 'kl-q-p': lasting(32) }),
  runOf(cured, seed, { js: { 0: 0.6, 800: 0.01, 1000: seed === 6 ? 0.5 : 0.01 } }),
]);
const textOf = (of: typeof runs, cells = [failing, cured]) => {
  const record = recordOf(experimentOf([], { seeds: 6, cells }), of);
  const { body } = diagnosisSection(contextOf([record], extrasWith([])))!;
  return body.text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
};

it('says of each setting what its runs died of, on what evidence, and which single change cures it', () => {
  const text = textOf(runs);
  expect(text).toContain('vanishing-gradient 6 runs Seed 1: hardly any gradient is left for G');
  expect(text).toContain('js 0.69 at step 1000 (0.693: disjoint supports).');
  expect(text).toContain('Also poor-fit.');
  expect(text).toContain(
    'optimizer.lr 0.01 → 0.001: vanishing-gradient in 0 instead of 6 of 6 seeds; there 5 healthy and 1 untold p = 0.031',
  );
  expect(text).toContain('healthy 5 runs untold 1 run Seed 1: it ended near the truth.');
});

it('says what to measure where nothing tells', () => {
  const blind = [runOf(failing, 1, { 'kl-q-p': { 0: 1, 750: 1, 1000: 1 } })];
  expect(textOf(blind, [failing])).toMatch(/untold 1 run Seed 1: no evidence: .*js has no reading/);
});

it('says of what a number is taken that is none of one reading', () => {
  const way = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [100 * i, 0.6 - 0.04 * i]));
  expect(textOf([runOf(failing, 1, { js: way })], [failing])).toContain(
    'js 0.24 , the mean of steps 800 to 1000 (0.36: the mean of the quarter of the run before).',
  );
});
