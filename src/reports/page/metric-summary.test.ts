import { describe, expect, it } from 'vitest';
import { setting } from '../../../test/support/reports/settings.js';
import type { MetricValue } from '../../records/metric-value.js';
import type { Outcome, RunRecord } from '../../records/run-record.js';
import { formatMedian } from '../text/final-sentence.js';
import type { MetricColumn } from './extras.js';
import { interquartileSummary, summarizeMetric } from './metric-summary.js';
import { type ReportSetting, reportSettings } from './report-settings.js';

const column = (better: 'lower' | 'higher' | 'neither'): MetricColumn => ({
  name: 'm',
  metric: { name: 'm', description: '', unit: '1', better, range: [0, 9], ideal: null },
});

/** A value, or an outcome without one. */
type End = MetricValue | Outcome;

function settingOf(...ends: readonly End[]): ReportSetting {
  const cell = { id: 'x', folder: 'x', setting: setting({ name: 'ring' }, { name: 'adam' }), axes: {}, labels: {} };
  const runs = ends.map((end, i): RunRecord => {
    const outcome = typeof end === 'string' ? end : 'finished';
    const value = typeof end === 'string' ? { value: 5 } : end;
    const history = [{ step: 10, metric: 'm', value }];
    return { cell, seed: i, outcome, steps: 10, reason: null, history, folder: '' };
  });
  const experiment = {
    name: 'e',
    question: '',
    file: '',
    profile: null,
    axes: [],
    cells: [cell],
    seeds: [],
    derive: [],
    claims: [],
  };
  const measure = { every: 1, samples: 1, metrics: [], keep: 'all' as const };
  return reportSettings([{ experiment: { ...experiment, measure }, folder: '', runs, environments: [] }])[0];
}

const values = (...numbers: number[]) => numbers.map((value) => ({ value }));

describe('the final values of a setting', () => {
  it('a diverged run ranks worst, whichever direction is better, and whatever its last value', () => {
    expect(summarizeMetric(settingOf('diverged', ...values(7, 2)), column('lower')).ranked).toEqual([2, 7, 'diverged']);
    expect(summarizeMetric(settingOf('diverged', ...values(7, 2)), column('higher')).ranked).toEqual([
      7,
      2,
      'diverged',
    ]);
    expect(summarizeMetric(settingOf('diverged', ...values(7, 2)), column('neither'))).toMatchObject({
      ranked: [2, 7],
      absent: ['diverged, and the metric has no worst value'],
    });
  });

  it('the median includes diverged runs', () => {
    const median = (...ends: readonly End[]) => summarizeMetric(settingOf(...ends), column('lower')).median;
    expect(median(...values(1, 2, 4))).toBe(2);
    expect(median(...values(1, 2))).toBe(1.5);
    expect(median(...values(1, 2), 'diverged')).toBe(2);
    expect(median(...values(1, 2), 'diverged', 'diverged')).toBe('diverged');
    expect(median(...values(1, Infinity, Infinity))).toBe(Infinity);
  });

  it('absent values, errors and interruptions are counted with their reasons', () => {
    const summary = summarizeMetric(
      settingOf({ absent: 'no mode' }, 'error', 'interrupted', ...values(3)),
      column('lower'),
    );
    expect(summary).toEqual({ ranked: [3], median: 3, absent: ['no mode', 'error', 'interrupted'] });
    expect(summarizeMetric(settingOf('error'), column('lower')).median).toBeNull();
  });

  it('the interquartile mean is withheld where more than a quarter diverged', () => {
    const of = (...ends: readonly End[]) =>
      interquartileSummary(summarizeMetric(settingOf(...ends), column('lower')), column('lower'));
    expect(of(...values(1, 2, 3, 4, 5, 100, 6), 'diverged')?.value).toBe(4.5);
    expect(of(...values(1, 2, 3, 4, 5), 'diverged', 'diverged')).toBeNull();
  });

  it('are formatted as the median with the range of all runs', () => {
    const formatted = (...ends: readonly End[]) =>
      formatMedian(summarizeMetric(settingOf(...ends), column('higher')), column('higher'));
    expect(formatted(...values(0.5, 0.25, 0.75))).toBe('0.5 (0.25\u2060–\u20600.75)');
    expect(formatted(...values(8, 8))).toBe('8 (all runs)');
    expect(formatted(...values(8))).toBe('8');
    expect(formatted(...values(8, 7), 'diverged')).toBe('7 (7\u2060–\u20608; 1 diverged)');
  });
});
