import { describe, expect, it } from 'vitest';
import type { Measure } from '../../records/experiment.js';
import type { RunSummary } from '../store/runs/summary.js';
import { conditionsOf, isMeasuredAlike, measureIdentity } from './measure-identity.js';

const digest = (letter: string) => letter.repeat(64);
const measure = (extension?: string, more: Partial<Measure> = {}): Measure => ({
  every: 10,
  samples: 100,
  keep: 'last',
  metrics: [
    { column: 'js', choice: { name: 'js' } },
    { column: 'gap', choice: { name: 'gap', ...(extension !== undefined && { extension }) } },
  ],
  ...more,
});
const ended = (of: Measure) => ({ conditions: conditionsOf(of) }) as RunSummary;

describe('kept measurements hold for a plan', () => {
  it('that measures at the same steps as many samples, with other metrics too', () => {
    expect(isMeasuredAlike(ended(measure()), measure(undefined, { metrics: [] }))).toBe(true);
    expect(isMeasuredAlike(ended(measure()), measure(undefined, { every: 5 }))).toBe(false);
    expect(isMeasuredAlike(ended(measure()), measure(undefined, { samples: 99 }))).toBe(false);
  });

  it('only where the code of the metrics that both have is the same', () => {
    expect(isMeasuredAlike(ended(measure(digest('a'))), measure(digest('a')))).toBe(true);
    expect(isMeasuredAlike(ended(measure(digest('a'))), measure(digest('b')))).toBe(false);
    expect(isMeasuredAlike(ended(measure(digest('a'))), measure())).toBe(false);
    const [js] = measure().metrics;
    expect(isMeasuredAlike(ended(measure(digest('a'))), measure(digest('b'), { metrics: [js!] }))).toBe(true);
  });
});

it('the identity of a measurement depends on the code of its metrics', () => {
  const ids = [measure(), measure(digest('a')), measure(digest('b'))].map((each) => measureIdentity(each));
  expect(new Set(ids).size).toBe(3);
});

it('conditions of plans without extensions are as they were', () => {
  expect(Object.keys(conditionsOf(measure()))).toEqual(['METRICS', 'every', 'samples']);
});
