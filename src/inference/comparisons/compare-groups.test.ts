import { describe, expect, it } from 'vitest';
import { cellOf, experimentOf, recordOf, runOf, testMetrics } from '../../../test/support/records.js';
import type { PlannedCell } from '../../records/experiment.js';
import type { RunRecord } from '../../records/run-record.js';
import { InvalidInputError } from '../invalid-input.js';
import { compareGroups } from './compare-groups.js';
import type { ComparisonRequest } from './group-comparison.js';

const minimax = cellOf('minimax');
const nonSaturating = cellOf('non-saturating');

/** A run a value, seeds from 1; null is a run that diverged. */
function runsOf(cell: PlannedCell, values: readonly (number | null)[], metric = 'js'): RunRecord[] {
  return values.map((value, i) =>
    value === null
      ? runOf(cell, i + 1, { [metric]: { 0: 0.6 } }, { outcome: 'diverged' })
      : runOf(cell, i + 1, { [metric]: { 0: 0.6, 1000: value } }),
  );
}

const MINIMAX = [0.31, 0.42, 0.28, 0.55, 0.47, 0.39, 0.61, 0.33, 0.5, 0.44];
const NON_SATURATING = [0.02, 0.03, 0.01, 0.05, 0.04, 0.45, 0.06, 0.02, 0.07, 0.03];

function comparedBy(
  runs: readonly RunRecord[],
  question: Partial<ComparisonRequest> = {},
  cells = [minimax, nonSaturating],
) {
  const record = recordOf(experimentOf([], { cells }), runs);
  return compareGroups([record], { by: 'loss', ...question }, testMetrics);
}

const example = () => comparedBy([...runsOf(minimax, MINIMAX), ...runsOf(nonSaturating, NON_SATURATING)]);

describe('a comparison', () => {
  it('gives each group its interquartile mean and seeded interval', () => {
    const [first, second] = example().groups;
    expect(first).toMatchObject({ label: 'minimax', settings: 1, seeds: 10, n: 10 });
    // .33 .39 .42 .44 .47 .50 are left when two are cut from each end.
    expect(first.iqm).toMatchObject({ value: expect.closeTo(0.425, 12), interval: { seed: 1, resamples: 10_000 } });
    expect(second.iqm).toMatchObject({ value: expect.closeTo(0.0383333333, 9) });
    const { low, high } = (first.iqm as { interval: { low: number; high: number } }).interval;
    expect(low).toBeGreaterThan(0.3);
    expect(low).toBeLessThan(0.425);
    expect(high).toBeGreaterThan(0.425);
    expect(high).toBeLessThan(0.55);
    expect(example()).toEqual(example());
  });

  it('tests each group against the first of the file, pair by pair', () => {
    const { against, metric, better, groups, cautions } = example();
    expect({ against, metric, better }).toEqual({ against: 'minimax', metric: 'js', better: 'lower' });
    expect(groups[0].paired).toBeNull();
    // Nine better; the one that is worse differs least (rank 1): 4 of 1024 patterns of signs are as far out.
    expect(groups[1].paired).toMatchObject({
      pairs: 10,
      wins: { better: 9, equal: 0, worse: 1 },
      medianDifference: expect.closeTo(-0.4, 12),
      wilcoxon: { p: 4 / 1024, adjusted: 4 / 1024 },
      signFlip: { p: 4 / 1024 },
    });
    expect(groups.map(({ medianRank }) => medianRank)).toEqual([2, 1]);
    expect(cautions).toEqual([]);
  });

  it('tests against the group that is asked for', () => {
    const runs = [...runsOf(minimax, MINIMAX), ...runsOf(nonSaturating, NON_SATURATING)];
    const { against, groups } = comparedBy(runs, { against: 'non-saturating' });
    expect(against).toBe('non-saturating');
    expect(groups[1].paired).toBeNull();
    expect(groups[0].paired).toMatchObject({
      wins: { better: 1, worse: 9 },
      medianDifference: expect.closeTo(0.4, 12),
    });
  });

  it('follows the direction of the metric: more modes are better', () => {
    const runs = [...runsOf(minimax, [3, 4, 2], 'modes-covered'), ...runsOf(nonSaturating, [8, 4, 7], 'modes-covered')];
    const { better, groups } = comparedBy(runs, { metric: 'modes-covered' });
    expect(better).toBe('higher');
    expect(groups[1].paired).toMatchObject({ wins: { better: 2, equal: 1, worse: 0 }, medianDifference: 5 });
    expect(groups.map(({ medianRank }) => medianRank)).toEqual([2, 1]);
  });

  it('pairs runs by the other axes too', () => {
    const cells = [0.1, 0.001].flatMap((lr) => [cellOf('minimax', lr), cellOf('non-saturating', lr)]);
    const runs = [
      ...runsOf(cells[0], [0.6, 0.5]),
      ...runsOf(cells[1], [0.5, 0.4]),
      ...runsOf(cells[2], [0.2, 0.1]),
      ...runsOf(cells[3], [0.1, 0.0]),
    ];
    const { groups, matched } = comparedBy(runs, {}, cells);
    expect(matched).toEqual(['optimizer.lr']);
    // Unpaired, the worse learning rate would drown the difference: here it is .1 in every pair.
    expect(groups[1]).toMatchObject({
      settings: 2,
      n: 4,
      paired: { pairs: 4, wins: { better: 4, equal: 0, worse: 0 } },
    });
    expect(groups[1].paired?.medianDifference).toBeCloseTo(-0.1, 12);
  });

  it('counts seeds, not runs: copies of a setting add no evidence', () => {
    const values = [0.6, 0.5, 0.4];
    const compared = (rates: readonly number[]) => {
      const cells = rates.flatMap((lr) => [cellOf('minimax', lr), cellOf('non-saturating', lr)]);
      const runs = cells.flatMap((cell, i) =>
        runsOf(
          cell,
          values.map((value) => (i % 2 === 0 ? value : value - 0.1)),
        ),
      );
      return comparedBy([...runs], {}, cells);
    };
    const [once, fourTimes] = [compared([0.1]), compared([0.1, 0.2, 0.3, 0.4])];
    expect(fourTimes.groups[1].paired).toMatchObject({ pairs: 12, seeds: 3 });
    for (const { groups, cautions } of [once, fourTimes]) {
      expect(groups[1].paired).toMatchObject({ wilcoxon: { p: 2 / 2 ** 3 }, signFlip: { p: 2 / 2 ** 3 } });
      expect(groups[1].failureRate?.interval).toEqual(once.groups[1].failureRate?.interval);
      expect(groups[1].iqm).toMatchObject({
        interval: expect.objectContaining({ low: expect.closeTo(0.3, 12), high: 0.5 }),
      });
      expect(cautions.at(-1)).toMatch(/^with 3 seeds no difference can be significant/);
    }
  });

  it('uses one run of a setting in which nothing is random', () => {
    const both = <T>(choice: T) => ({ generator: choice, discriminator: choice });
    const cells = [minimax, nonSaturating].map((cell): PlannedCell => {
      const { batch, target, latent, generator, discriminator, ...rest } = cell.setting;
      const game = { name: 'dirac', start: both(1) };
      return { ...cell, setting: { ...rest, game, optimizer: both({ name: 'sgd', lr: 0.1 }) } };
    });
    const runs = cells.flatMap((cell, i) => runsOf(cell, Array(6).fill(i)));
    const { groups, cautions } = comparedBy(runs, {}, cells);
    expect(groups.map(({ n, seeds, outcomes }) => [n, seeds, outcomes.missing])).toEqual([
      [1, 1, 0],
      [1, 1, 0],
    ]);
    expect(cautions).toEqual([expect.stringMatching(/^nothing is random in these settings/)]);
  });

  it('corrects for several tests by Holm', () => {
    const third = cellOf('hinge');
    const runs = [minimax, nonSaturating, third].flatMap((cell, k) =>
      runsOf(
        cell,
        MINIMAX.slice(0, 7).map((value) => value - 0.05 * k),
      ),
    );
    const { groups } = comparedBy(runs, {}, [minimax, nonSaturating, third]);
    for (const { paired } of groups.slice(1)) {
      expect(paired?.wilcoxon).toEqual({ p: 2 / 128, adjusted: 4 / 128 });
      expect(paired?.signFlip).toEqual({ p: 2 / 128, adjusted: 4 / 128 });
    }
  });
});

describe('diverged runs', () => {
  it('are the failure rate, rank worst, and are cut from the interquartile mean up to a quarter', () => {
    const runs = [...runsOf(minimax, MINIMAX), ...runsOf(nonSaturating, [null, ...NON_SATURATING.slice(1, 9), null])];
    const [, group] = comparedBy(runs).groups;
    expect(group).toMatchObject({ n: 10, outcomes: { finished: 8, diverged: 2 } });
    expect(group.failureRate?.rate).toBe(0.2);
    expect(group.failureRate?.interval.low).toBeCloseTo(0.0566822, 6);
    // .03 .04 .05 .06 .07 .45 are left: two low ones and both diverged runs are cut.
    expect(group.iqm).toMatchObject({ value: expect.closeTo(0.7 / 6, 12) });
    expect(group.paired?.wins).toEqual({ better: 7, equal: 0, worse: 3 });
  });

  it('leave no interquartile mean when they are more than a quarter: the median rank is left', () => {
    const runs = [
      ...runsOf(minimax, MINIMAX),
      ...runsOf(nonSaturating, [null, null, null, ...NON_SATURATING.slice(3)]),
    ];
    const [first, second] = comparedBy(runs).groups;
    expect(second.iqm).toEqual({ absent: '3 of 10 runs diverged: more than a quarter' });
    expect([first.medianRank, second.medianRank]).toEqual([2, 1]);
  });

  it('may be a quarter of the runs, and of those that have a final value', () => {
    const quarter = [...runsOf(minimax, [0.5, 0.4, 0.3, 0.2]), ...runsOf(nonSaturating, [0.1, null, 0.2, 0.3])];
    expect(comparedBy(quarter).groups[1].iqm).toMatchObject({ value: expect.closeTo(0.25, 12) });
    const absent = [2, 3, 4].map((seed) => runOf(nonSaturating, seed, { js: { 1000: { absent: 'no density' } } }));
    const half = [...runsOf(minimax, [0.5, 0.4, 0.3, 0.2]), ...runsOf(nonSaturating, [null]), ...absent];
    const [, group] = comparedBy([...half, runOf(nonSaturating, 5, { js: { 1000: 0.1 } })]).groups;
    expect(group).toMatchObject({ n: 2, failureRate: { rate: 0.2 } });
    expect(group.iqm).toEqual({ absent: '1 of 2 counted runs diverged: more than a quarter' });
  });

  it('tie with each other and lose to any value, even the worst', () => {
    const runs = [...runsOf(minimax, [null, Math.LN2, null]), ...runsOf(nonSaturating, [null, null, 0.1])];
    const { groups } = comparedBy(runs);
    expect(groups[1].paired?.wins).toEqual({ better: 1, equal: 1, worse: 1 });
    expect(groups.map(({ medianRank }) => medianRank)).toEqual([1.5, 1.5]);
  });

  it('leave the test of the mean out where the metric has no worst value, and keep the test of ranks', () => {
    const runs = [
      ...runsOf(minimax, [3, 2, 4, 3, 5, 9], 'kl-q-p'),
      ...runsOf(nonSaturating, [1, 1, 2, null, 1, Infinity], 'kl-q-p'),
    ];
    const { groups } = comparedBy(runs, { metric: 'kl-q-p' });
    expect(groups[1].paired).toMatchObject({ wins: { better: 4, worse: 2 }, signFlip: null });
    expect(groups[1].paired?.wilcoxon?.p).toBeGreaterThan(0.5);
  });

  it('tie where both end at infinity', () => {
    const runs = [...runsOf(minimax, [Infinity, 3], 'kl-q-p'), ...runsOf(nonSaturating, [Infinity, 1], 'kl-q-p')];
    const { groups } = comparedBy(runs, { metric: 'kl-q-p' });
    expect(groups[1].paired).toMatchObject({ wins: { better: 1, equal: 1, worse: 0 }, medianDifference: -1 });
  });

  it('do not count where the metric has no better direction', () => {
    const runs = [...runsOf(minimax, [-1, -2], 'value'), ...runsOf(nonSaturating, [-1.5, null], 'value')];
    const { groups, cautions } = comparedBy(runs, { metric: 'value' });
    expect(groups[1]).toMatchObject({
      n: 1,
      medianRank: null,
      paired: { pairs: 1, wins: null, medianDifference: -0.5 },
    });
    expect(groups[1].iqm).toEqual({ absent: '1 of 2 runs diverged: more than a quarter' });
    expect(cautions).toContain('non-saturating: 1 run left out: diverged, and the metric has no worst value');
  });
});

describe('cautions', () => {
  it('count absent values, errors and missing runs, which are left out', () => {
    const runs = [
      ...runsOf(minimax, MINIMAX),
      ...runsOf(nonSaturating, NON_SATURATING.slice(0, 6)),
      runOf(nonSaturating, 7, { js: { 1000: { absent: 'q has no density' } } }),
      runOf(nonSaturating, 8, { js: { 1000: { absent: 'q has no density' } } }),
      runOf(nonSaturating, 9, { js: { 500: 0.01 } }, { outcome: 'error', reason: 'out of memory' }),
    ];
    const { groups, cautions } = comparedBy(runs);
    expect(groups[1]).toMatchObject({
      n: 6,
      leftOut: { 'q has no density': 2, error: 1 },
      outcomes: { finished: 8, error: 1, missing: 1 },
      failureRate: { rate: 0 },
      paired: { pairs: 6 },
    });
    expect(cautions).toEqual([
      'non-saturating: 2 runs left out: q has no density',
      'non-saturating: 1 run left out: error',
      'non-saturating: 1 planned run missing',
    ]);
  });

  it.each([
    [
      1,
      2,
      'with 1 seed no difference can be significant at 0.05: the smallest possible p is 1; at least 6 seeds are needed',
    ],
    [
      5,
      2,
      'with 5 seeds no difference can be significant at 0.05: the smallest possible p is 0.0625; at least 6 seeds are needed',
    ],
    [6, 2, null],
    [
      6,
      3,
      'with 6 seeds and 2 comparisons no difference can be significant at 0.05: the smallest possible p is 0.0625; at least 7 seeds are needed',
    ],
    [7, 3, null],
  ])('%i seeds and %i groups: %s', (seeds, count, says) => {
    const cells = [minimax, nonSaturating, cellOf('hinge')].slice(0, count);
    const record = recordOf(
      experimentOf([], { cells, seeds }),
      cells.flatMap((cell) => runsOf(cell, MINIMAX.slice(0, seeds))),
    );
    const { cautions } = compareGroups([record], { by: 'loss' }, testMetrics);
    const single = seeds === 1 ? ['a single seed shows what can happen, not how often'] : [];
    expect(cautions).toEqual([...single, ...(says ? [says] : [])]);
  });

  it('name an axis that changes together with the compared one, and runs are paired all the same', () => {
    const cells = [cellOf('minimax', 0.1), cellOf('non-saturating', 0.001)];
    const runs = [...runsOf(cells[0], MINIMAX), ...runsOf(cells[1], NON_SATURATING)];
    const { groups, matched, cautions } = comparedBy(runs, {}, cells);
    expect(groups[1].paired?.pairs).toBe(10);
    expect(matched).toEqual([]);
    expect(cautions).toEqual(['optimizer.lr changes together with loss: their effects cannot be separated']);
  });

  it('name groups that share no seed', () => {
    const runs = [runOf(minimax, 1, { js: { 9: 0.1 } }), runOf(nonSaturating, 2, { js: { 9: 0.1 } })];
    const { groups, cautions } = comparedBy(runs);
    expect(groups[1].paired).toEqual({
      pairs: 0,
      seeds: 0,
      wins: { better: 0, equal: 0, worse: 0 },
      medianDifference: null,
      wilcoxon: null,
      signFlip: null,
    });
    expect(groups[1].medianRank).toBeNull();
    expect(cautions).toContain('no run of non-saturating forms a pair with a run of minimax');
    const absent = [1, 2].map((seed) => runOf(nonSaturating, seed, { js: { 9: { absent: 'no density' } } }));
    expect(
      comparedBy([...runs.slice(0, 1), ...absent]).cautions.filter((text) => text.includes('forms a pair')),
    ).toEqual([]);
  });

  it('name settings without a label on the axis', () => {
    const { 'optimizer.lr': _, ...labels } = minimax.labels;
    const without = { ...minimax, id: 'without', labels };
    const cells = [cellOf('minimax', 0.1), cellOf('minimax', 0.001), without];
    const runs = cells.flatMap((cell) => runsOf(cell, MINIMAX));
    const { groups, cautions } = comparedBy(runs, { by: 'optimizer.lr' }, cells);
    expect(groups.map(({ label }) => label)).toEqual(['0.1', '0.001']);
    expect(cautions).toEqual(['10 runs left out: no optimizer.lr in the setting']);
  });
});

describe('a setting without a counterpart', () => {
  it('is left out, since it would make the groups’ means incomparable', () => {
    const cells = [cellOf('minimax', 0.1), cellOf('non-saturating', 0.1), cellOf('non-saturating', 0.001)];
    const runs = [...runsOf(cells[0], [0.6, 0.6]), ...runsOf(cells[1], [0.5, 0.5]), ...runsOf(cells[2], [0.1, 0.1])];
    const { groups, cautions } = comparedBy(runs, {}, cells);
    expect(groups.map(({ n, iqm }) => [n, iqm])).toMatchObject([
      [2, { value: 0.6 }],
      [2, { value: 0.5 }],
    ]);
    expect(cautions[0]).toBe('2 runs left out: no counterpart of the setting with another loss');
  });
});

describe('several folders', () => {
  const folder = (name: string, values: readonly number[]) => ({
    ...recordOf({ ...experimentOf([], { cells: [minimax] }), name }, runsOf(minimax, values)),
    folder: `results/${name}`,
  });

  it('are an axis of their own', () => {
    const records = [folder('before', MINIMAX), folder('after', NON_SATURATING)];
    const { groups } = compareGroups(records, { by: 'experiment' }, testMetrics);
    expect(groups.map(({ label }) => label)).toEqual(['before', 'after']);
    expect(groups[1].paired).toMatchObject({ pairs: 10, wins: { better: 9 } });
  });

  it('of one name are distinguished by their paths', () => {
    const records = [folder('same', MINIMAX), { ...folder('same', MINIMAX), folder: 'elsewhere/same' }];
    const { groups } = compareGroups(records, { by: 'experiment' }, testMetrics);
    expect(groups.map(({ label }) => label)).toEqual(['results/same', 'elsewhere/same']);
  });
});

describe('what is unknown is refused with what is allowed', () => {
  const refusal = (question: Partial<ComparisonRequest>) => {
    try {
      comparedBy(runsOf(minimax, MINIMAX), question);
    } catch (error) {
      if (error instanceof InvalidInputError) return error.problem;
    }
    return null;
  };

  it('an axis', () => {
    expect(refusal({ by: 'los' })).toEqual({
      message: '"los" does not vary',
      allowed: ['loss', 'optimizer.lr'],
      didYouMean: 'loss',
    });
    expect(refusal({ by: 'experiment' })).toMatchObject({ allowed: ['loss', 'optimizer.lr'] });
  });

  it('a metric', () => {
    expect(refusal({ metric: 'modes-coverd' })).toMatchObject({
      message: '"modes-coverd" was not measured',
      allowed: expect.arrayContaining(['js', 'modes-covered(atLeast=5)']),
      didYouMean: 'modes-covered',
    });
  });

  it('but not a derived value, which has no better direction', () => {
    const runs = [...runsOf(minimax, [1, 3], 'gap'), ...runsOf(nonSaturating, [2, 2], 'gap')];
    expect(comparedBy(runs, { metric: 'gap' })).toMatchObject({
      better: 'neither',
      groups: [{ iqm: { value: 2 } }, {}],
    });
  });

  it('a label to test against', () => {
    expect(refusal({ against: 'minmax' })).toMatchObject({
      message: 'no setting has loss = "minmax"',
      allowed: ['minimax', 'non-saturating'],
      didYouMean: 'minimax',
    });
  });

  it('an experiment in which nothing varies', () => {
    const cells = [{ ...minimax, axes: {}, labels: {} }];
    expect(() => comparedBy([], {}, cells)).toThrow('nothing varies in this experiment');
  });
});
