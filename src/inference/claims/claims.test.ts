import { describe, expect, it } from 'vitest';
import { cellOf, experimentOf, recordOf, runOf, testMetrics } from '../../../test/support/records.js';
import type { Claim, PlannedCell } from '../../records/experiment.js';
import type { RunRecord } from '../../records/run-record.js';
import { judgeAll, judgeClaim } from './claims.js';

const minimax = cellOf('minimax');
const nonSaturating = cellOf('non-saturating');

/** The claim's result on runs of both settings, each seed's pair of runs made by `runs`. */
function judged(claim: Partial<Claim>, seeds: number, runs: (seed: number) => readonly RunRecord[]) {
  const experiment = experimentOf([claim], { seeds });
  return judgeClaim(experiment.claims[0]!, recordOf(experiment, experiment.seeds.flatMap(runs)), testMetrics);
}

const fewerModes = 'end("modes-covered", {loss: "minimax"}) < end("modes-covered", {loss: "non-saturating"})';

/** Modes covered by minimax and by the non-saturating loss. */
function pair(seed: number, modes: { readonly minimax: number; readonly nonSaturating: number }): RunRecord[] {
  return [
    runOf(minimax, seed, { 'modes-covered': { 0: 0, 1000: modes.minimax } }),
    runOf(nonSaturating, seed, { 'modes-covered': { 0: 1, 1000: modes.nonSaturating } }),
  ];
}

/** The claim is true in `yes` of `n` seeds. */
function share(yes: number, n: number, claim: Partial<Claim> = {}) {
  return judged({ holds: fewerModes, ...claim }, n, (seed) =>
    pair(seed, seed <= yes ? { minimax: 3, nonSaturating: 8 } : { minimax: 8, nonSaturating: 7 }),
  );
}

describe('the share of seeds in which a claim is true', () => {
  it.each([
    [6, 6, 'supported'],
    [9, 10, 'supported'],
    [5, 5, 'undecided'],
    [8, 10, 'undecided'],
    [5, 10, 'undecided'],
    [2, 10, 'undecided'],
    [1, 10, 'refuted'],
    [0, 6, 'refuted'],
    [0, 5, 'undecided'],
    [1, 1, 'undecided'],
  ])('of %d of %d is %s', (yes, n, verdict) => {
    expect(share(yes, n)).toMatchObject({ verdict, yes, no: n - yes, none: 0 });
  });

  // scipy 1.17.1: binomtest(9, 10).proportion_ci(0.95, method='exact')
  it('carries the exact 95 % interval', () => {
    const { interval, sentence } = share(9, 10);
    expect(interval?.low).toBeCloseTo(0.5549838829718047, 12);
    expect(interval?.high).toBeCloseTo(0.9974714214555375, 12);
    expect(sentence).toBe('Supported: the claim is true in 9 of 10 seeds (95 % interval 0.55 to 1.00, above 0.5).');
  });

  it('is compared with atLeast where the claim raises it', () => {
    expect(share(9, 10, { atLeast: 0.6 })).toMatchObject({ verdict: 'undecided' });
    expect(share(20, 20, { atLeast: 0.8 })).toMatchObject({ verdict: 'supported' });
    expect(share(5, 20, { atLeast: 0.8 })).toMatchObject({ verdict: 'refuted' });
  });

  it('refutes the claim if it is low, and does not support the reverse', () => {
    expect(share(0, 6).sentence).toBe(
      'Refuted: the claim is true in 0 of 6 seeds (95 % interval 0.00 to 0.46, below 0.5); this does not support the reverse.',
    );
  });

  it('uses the singular for one seed', () => {
    expect(share(1, 1).sentence).toBe(
      'Undecided: the claim is true in 1 of 1 seed (95 % interval 0.03 to 1.00, which contains 0.5).',
    );
  });
});

describe('a tie', () => {
  const tied = (holds: string) => judged({ holds }, 6, (seed) => pair(seed, { minimax: 4, nonSaturating: 4 }));

  it('makes a strict inequality false', () => {
    expect(tied(fewerModes)).toMatchObject({ verdict: 'refuted', yes: 0, no: 6 });
  });

  it('makes the other kind true', () => {
    expect(tied(fewerModes.replace('<', '<='))).toMatchObject({ verdict: 'supported', yes: 6 });
  });
});

describe('a diverged run', () => {
  const diverged = (seed: number, cell = minimax) =>
    runOf(
      cell,
      seed,
      { 'modes-covered': { 0: 2, 500: 7 }, js: { 0: 0.5, 500: 0.01 }, 'kl-q-p': {} },
      { outcome: 'diverged' },
    );
  const fine = (seed: number) =>
    runOf(nonSaturating, seed, { 'modes-covered': { 0: 2, 1000: 1 }, js: { 1000: 0.6 }, 'kl-q-p': { 1000: 9 } });
  const answer = (holds: string, runs: (seed: number) => readonly RunRecord[]) => judged({ holds }, 6, runs);

  it('takes the lowest value of a metric of which more is better', () => {
    expect(answer(fewerModes, (seed) => [diverged(seed), fine(seed)])).toMatchObject({
      verdict: 'supported',
      seeds: [{ values: [0, 1], diverged: true }, {}, {}, {}, {}, {}],
    });
  });

  it('takes the highest value of a metric of which less is better, infinite or not', () => {
    const worse = (column: string) =>
      `end("${column}", {loss: "minimax"}) > end("${column}", {loss: "non-saturating"})`;
    const runs = (seed: number) => [diverged(seed), fine(seed)];
    expect(answer(worse('js'), runs).seeds[0]?.values).toEqual([Math.LN2, 0.6]);
    expect(answer(worse('kl-q-p'), runs)).toMatchObject({ verdict: 'supported', yes: 6 });
  });

  it('ties with another one', () => {
    const both = (seed: number) => [diverged(seed), diverged(seed, nonSaturating)];
    for (const column of ['modes-covered', 'kl-q-p'])
      expect(answer(fewerModes.replaceAll('modes-covered', column), both)).toMatchObject({ no: 6, none: 0 });
    expect(
      answer('end("kl-q-p", {loss: "minimax"}) - end("kl-q-p", {loss: "non-saturating"}) < 1', both),
    ).toMatchObject({ yes: 6 });
  });

  it('has its worst value under every reduction, but keeps values measured before it diverged', () => {
    const runs = (seed: number) => [diverged(seed), fine(seed)];
    const first = (question: string) => answer(`${question} < 100`, runs).seeds[0]?.values[0];
    expect(first('min("js", {loss: "minimax"})')).toBe(Math.LN2);
    expect(first('max("modes-covered", {loss: "minimax"})')).toBe(0);
    expect(first('at("js", 500, {loss: "minimax"})')).toBe(0.01);
    expect(first('at("js", 1000, {loss: "minimax"})')).toBe(Math.LN2);
  });

  it('is no evidence on a metric that has no worst value', () => {
    const result = answer('end("value", {loss: "minimax"}) < 0', (seed) => [diverged(seed), fine(seed)]);
    expect(result).toMatchObject({ verdict: 'undecided', none: 6 });
    expect(result.sentence).toContain('the run diverged, and value has no worst value');
  });

  it('can be asked for', () => {
    expect(
      answer('outcome({loss: "minimax"}) == "diverged" and outcome({loss: "non-saturating"}) == "finished"', (seed) => [
        diverged(seed),
        fine(seed),
      ]),
    ).toMatchObject({ verdict: 'supported', yes: 6 });
  });
});

describe('no evidence', () => {
  const good = { minimax: 3, nonSaturating: 8 };
  const without = (count: number, n: number, broken: (seed: number) => readonly RunRecord[]) =>
    judged({ holds: fewerModes }, n, (seed) => (seed <= count ? broken(seed) : pair(seed, good)));

  it.each([
    [
      'an error',
      (seed: number) => [runOf(minimax, seed, {}, { outcome: 'error', reason: 'a bug' }), pair(seed, good)[1]!],
    ],
    ['an interruption', (seed: number) => [runOf(minimax, seed, {}, { outcome: 'interrupted' }), pair(seed, good)[1]!]],
    ['a missing run', (seed: number) => [pair(seed, good)[1]!]],
    [
      'an absent value',
      (seed: number) => [
        runOf(minimax, seed, { 'modes-covered': { 0: 3, 1000: { absent: 'no modes' } } }),
        pair(seed, good)[1]!,
      ],
    ],
  ] as const)('is %s: left out of n and counted', (_, broken) => {
    expect(without(2, 10, broken)).toMatchObject({ verdict: 'supported', yes: 8, no: 0, none: 2 });
  });

  it('on more than 20 % of the seeds leaves the claim undecided', () => {
    const absent = (seed: number) => pair(seed, good).slice(1);
    expect(without(2, 10, absent).sentence).toBe(
      'Supported: the claim is true in 8 of 8 seeds (95 % interval 0.63 to 1.00, above 0.5); 2 seeds without evidence left out (not run yet).',
    );
    expect(without(3, 10, absent)).toMatchObject({
      verdict: 'undecided',
      sentence: 'Undecided: 3 of 10 seeds without evidence (not run yet), more than 20 %.',
    });
    expect(without(6, 6, absent)).toMatchObject({ verdict: 'undecided', none: 6 });
  });

  it('names what is missing', () => {
    const reason = (holds: string, run: RunRecord) => judged({ holds }, 1, () => [run]).seeds[0]?.reason;
    const absent = { absent: 'q is singular' };
    const run = runOf(minimax, 1, { js: { 0: 0.5, 750: absent, 1000: absent } });
    expect(reason('end("js", {loss: "minimax"}) < 1', run)).toBe('js is absent: q is singular');
    expect(reason('at("js", 250, {loss: "minimax"}) < 1', run)).toBe('js was not measured at step 250');
    expect(reason('end("kl-q-p", {loss: "minimax"}) < 1', run)).toBe('kl-q-p was not measured');
    expect(reason('diagnosis({loss: "minimax"}) == "healthy"', run)).toMatch(
      /^the run has no diagnosis: not enough evidence: .*js/,
    );
    expect(reason('min("js", {loss: "minimax"}) == 0.5', run)).toBeNull();
  });
});

it('may ask for the diagnosis of a run', () => {
  const ended = (js: number) => runOf(minimax, 1, { js: { 0: 0.6, 750: js, 1000: js } });
  const answer = (run: RunRecord) =>
    judged({ holds: 'diagnosis({loss: "minimax"}) == "poor-fit"' }, 1, () => [run]).seeds[0];
  expect(answer(ended(0.4))).toMatchObject({ answer: 'yes', values: ['poor-fit'] });
  expect(answer(ended(0.01))).toMatchObject({ answer: 'no', values: ['healthy'] });
  expect(answer({ ...ended(0.4), outcome: 'diverged' })).toMatchObject({ answer: 'no', values: ['diverged'] });
});

describe('values of a run', () => {
  const run = runOf(minimax, 1, {
    js: { 0: 0.6, 500: 0.1, 1000: 0.2 },
    'modes-covered': { 1000: 8 },
    'modes-covered(atLeast=5)': { 1000: 5 },
  });
  const read = (question: string) => judged({ holds: `${question} < 1` }, 1, () => [run]).seeds[0]?.values[0];

  it.each([
    ['end("js", {loss: "minimax"})', 0.2],
    ['at("js", 500, {loss: "minimax"})', 0.1],
    ['min("js", {loss: "minimax"})', 0.1],
    ['max("js", {loss: "minimax"})', 0.6],
    ['mean("js", {loss: "minimax"})', 0.3],
    ['end("modes-covered(atLeast=5)", {loss: "minimax"})', 5],
  ])('%s is %d', (question, value) => {
    expect(read(question)).toBeCloseTo(value, 12);
  });
});

describe('given', () => {
  const cells = [cellOf('minimax', 0.001), cellOf('minimax', 0.01), cellOf('non-saturating', 0.01)];

  it('selects the cell together with the filter', () => {
    const experiment = experimentOf(
      [{ given: { 'optimizer.lr': 0.01 }, holds: 'end("js", {loss: "minimax"}) < 0.1' }],
      {
        seeds: 1,
        cells,
      },
    );
    const runs = cells.map((cell, i) => runOf(cell, 1, { js: { 1000: 0.05 + i } }));
    expect(judgeAll(recordOf(experiment, runs), testMetrics)[0]?.seeds[0]?.values).toEqual([1.05]);
  });
});

describe('a deterministic claim', () => {
  const once = (value: number, outcome: 'finished' | 'error' = 'finished') =>
    judged({ holds: 'end("js", {loss: "minimax"}) < 0.1', deterministic: true }, 3, (seed) => [
      runOf(minimax, seed, { js: { 0: value } }, { outcome }),
    ]);

  it('is judged once, on the first seed, without an interval', () => {
    expect(once(0.05)).toMatchObject({ verdict: 'supported', yes: 1, no: 0, none: 0, interval: null });
    expect(once(0.05).sentence).toBe('Supported: the claim is true; nothing is random, so that one run decides.');
    expect(once(0.2)).toMatchObject({ verdict: 'refuted', yes: 0, no: 1 });
    expect(once(0.05, 'error')).toMatchObject({ verdict: 'undecided', none: 1 });
  });

  it('is undecided if seeds have different values: then it is not deterministic', () => {
    const claimed = { holds: 'end("js", {loss: "minimax"}) < 0.1', deterministic: true };
    const found = judged(claimed, 3, (seed) => [runOf(minimax, seed, { js: { 0: seed < 3 ? 0.05 : 0.06 } })]);
    expect(found).toMatchObject({ verdict: 'undecided', interval: null });
    expect(found.sentence).toMatch(/^Undecided: the claim is declared deterministic, but seed 3 has other values/);
    expect(found.seeds.map(({ seed }) => seed)).toEqual([1, 3]);
  });
});

describe('a claim whose judgement throws', () => {
  it('is undecided with the reason, and the others are judged', () => {
    const experiment = experimentOf(
      [
        { holds: 'end("no-such-metric") < 1' },
        { holds: fewerModes },
        { holds: 'outcome({loss: "hinge"}) == "finished"' },
      ],
      { seeds: 6 },
    );
    const runs = experiment.seeds.flatMap((seed) => pair(seed, { minimax: 3, nonSaturating: 8 }));
    const [invalid, sound, elsewhere] = judgeAll(recordOf(experiment, runs), testMetrics);
    expect(invalid).toMatchObject({ verdict: 'undecided', yes: 0, no: 0, none: 6, interval: { low: 0, high: 1 } });
    expect(invalid!.sentence).toMatch(/^Undecided: the claim could not be judged: .*no-such-metric/);
    expect(invalid!.seeds.map(({ answer }) => answer)).toEqual(Array(6).fill('none'));
    expect(sound).toMatchObject({ verdict: 'supported', yes: 6 });
    expect(elsewhere!.verdict).toBe('undecided');
    expect(elsewhere!.sentence).toContain('could not be judged');
  });
});

describe('a claim about settings in which nothing is random', () => {
  const game = (loss: string): PlannedCell => {
    const { game: _, batch, target, latent, generator, discriminator, ...rest } = cellOf(loss).setting;
    return {
      ...cellOf(loss),
      setting: { ...rest, game: { name: 'dirac', start: both(1) }, optimizer: both({ name: 'sgd', lr: 0.1 }) },
    };
  };
  const both = <T>(choice: T) => ({ generator: choice, discriminator: choice });

  it('is judged once, declared deterministic or not: six copies are not six observations', () => {
    const cells = [game('minimax'), game('non-saturating')];
    const experiment = experimentOf([{ holds: 'end("js", {loss: "minimax"}) < 0.1' }], { seeds: 6, cells });
    const runs = experiment.seeds.map((seed) => runOf(cells[0], seed, { js: { 1000: 0.05 } }));
    expect(judgeAll(recordOf(experiment, runs), testMetrics)[0]).toMatchObject({
      verdict: 'supported',
      yes: 1,
      interval: null,
    });
  });
});
