import { expect, it } from 'vitest';
import { measuredRun } from '../../test/support/records.js';
import { inconclusiveLines } from './runs-text.js';

const onRing = { target: { name: 'ring', modes: 8, radius: 2, std: 0.05 } };
const linesOf = (columns: Parameters<typeof measuredRun>[0], given: Parameters<typeof measuredRun>[1] = onRing) => {
  const { run, measure } = measuredRun(columns, given);
  return inconclusiveLines([run, run], { measure });
};

it('says why runs are inconclusive, once per reason, and what to measure', () => {
  const [line, ...rest] = linesOf({ 'high-quality': [0.5, 0.95, 0.95] });
  expect(rest).toEqual([]);
  expect(line).toMatch(
    /^inconclusive {3}2 runs: not enough evidence: js is not measured; .*; measure .*mode-width.* to test for more$/,
  );
  expect(line).not.toMatch(/measure .*(distance,|copied-rows)/);
});

it('says by which value a run that nothing explains is not healthy', () => {
  // Poor at half of the measurements of the last quarter: neither healthy nor a poor fit.
  const [line] = linesOf({ js: [0.6, 0.14, 0.12] }, { target: { name: 'gaussian', mean: [0, 0], std: 1 } });
  expect(line).toContain('2 runs: the run is not healthy (js 0.140 at step 300 against 0.131: limit, at which');
  expect(line).toMatch(/no failure mode that the metrics can detect applies; measure .*mode-width/);
  expect(line).not.toMatch(/modes-covered|mode-kl|mode-persistence|between-modes/); // it has one mode
  const [game] = linesOf({ distance: [1, 0.5, 0.4, 0.4, 0.4, 0.41] }, { target: null });
  expect(game).toMatch(/^inconclusive {3}2 runs: .*distance/);
  expect(game).not.toContain('mode-width');
});

it('says nothing of runs that have a diagnosis', () => {
  expect(linesOf({ js: [0.6, 0.01, 0.01], 'mode-kl': [2, 0.001, 0.001], 'high-quality': [0.9, 0.98, 0.98] })).toEqual(
    [],
  );
});
