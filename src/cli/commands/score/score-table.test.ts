import { expect, test } from 'vitest';
import type { Score } from '../../../metrics/score-samples.js';
import { scoreJson, scoreTable } from './score-table.js';

const base = { column: 'high-quality', unit: 'fraction', estimator: 'a count' };

test('there are enough digits to distinguish both ends of a narrow null', () => {
  const narrow: Score = {
    ...base,
    value: { value: 0.98891 },
    null: { mean: 0.988871, low: 0.988664, high: 0.989081, draws: 8, ideal: 0.988891, bound: 1 },
  };
  expect(scoreTable([narrow])).toContain(
    '0.98891  fraction  0.98887 [0.98866, 0.98908]  0.98889  8      inside    a count',
  );
});

test('a value at an end of the null is inside, and whole numbers stay whole', () => {
  const at = (value: number): Score => ({
    ...base,
    value: { value },
    null: { mean: 25, low: 25, high: 25, draws: 100, ideal: null, bound: 25 },
  });
  expect(scoreTable([at(25)])).toMatch(/ 25 +fraction +25 \[25, 25\] +100 +inside /);
  expect(scoreTable([at(24)])).toMatch(/ below /);
  expect(scoreTable([at(26)])).toMatch(/ above /);
});

test('with absent metrics only there is no table', () => {
  const none = (column: string): Score => ({
    ...base,
    column,
    value: { absent: 'needs D' },
    estimator: null,
    null: { absent: 'the metric has no value' },
  });
  expect(scoreTable([none('value'), none('saturation')])).toBe('absent   needs D: value, saturation');
  expect(scoreJson({ n: 3, m: 5 }, [none('value')])).toEqual({ n: 3, m: 5, metrics: { value: { absent: 'needs D' } } });
});

test('a table of all metrics is without those that no samples have', () => {
  const none = (column: string, isUnavailable: boolean): Score => ({
    ...base,
    column,
    value: { absent: 'for a reason' },
    estimator: null,
    null: { absent: 'the metric has no value' },
    isUnavailable,
  });
  const scores = [none('value', true), none('js', false)];
  expect(scoreTable(scores)).toBe('absent   for a reason: value, js');
  expect(scoreTable(scores, { onlyAvailable: true })).toBe('absent   for a reason: js');
});
