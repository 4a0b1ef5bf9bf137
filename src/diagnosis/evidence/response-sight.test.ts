import { describe, expect, it } from 'vitest';
import { measuredRun } from '../../../test/support/records.js';
import { failureModes } from '../catalog.js';
import { diagnoseWith } from '../diagnose.js';
import { noiseOf, responseSightOf } from './response-sight.js';
import { runTrace } from './run-trace.js';

type Columns = Parameters<typeof measuredRun>[0];

const sightIn = (columns: Columns, loss = 'non-saturating', samples = 2500) => {
  const { run, measure } = measuredRun(columns, { loss, samples });
  return responseSightOf(runTrace(run, measure));
};
const six = (value: number) => Array<number>(6).fill(value);
const crossEntropy = (js: number) => 2 * Math.LN2 - 2 * js;
const seen = (sees: number, could: number): Columns => ({
  'loss-discriminator': six(crossEntropy(sees)),
  'best-response-discriminator(steps=300)': six(crossEntropy(could)),
});

describe('what D sees beside what it could see', () => {
  it.each([
    [
      0.39,
      'D sees 0.390 of the 0.400 nats that it could see after 300 updates of D alone, nearly all: it is G that does',
    ],
    [0.3, 'alone: D lags, and G does not follow it'],
    [0.1, 'D sees 0.100 of the 0.400 nats that it could see after 300 updates of D alone: it is D that lags'],
    [0, 'D sees none of the 0.400 nats that it could see after 300 updates of D alone: it is D that lags'],
    [-0.2, 'after 300 updates of D alone: its loss is worse than that of guessing, and it is D that fails'],
  ])('at %d of .4 nats is graded', (sees, sentence) => {
    const found = sightIn(seen(sees, 0.4));
    if ('absent' in found) expect.fail(found.absent);
    expect(found.could).toBeCloseTo(0.4, 12);
    expect(found.sees).toBeCloseTo(sees, 12);
    expect(found.evidence.explanation).toContain(sentence);
  });

  it('is below the loss of guessing for losses without a probability: 2 for hinge, 1/4 for least squares', () => {
    const of = (loss: string, now: number, best: number) =>
      sightIn({ 'loss-discriminator': six(now), 'best-response-discriminator': six(best) }, loss);
    expect(of('hinge', 1.9, 1)).toMatchObject({ sees: expect.closeTo(0.1, 5), could: expect.closeTo(1, 5) });
    expect(of('least-squares', 0.1, 0.05)).toMatchObject({
      could: expect.closeTo(0.2, 5),
      evidence: { explanation: expect.stringContaining('of its loss') },
    });
    expect(of('wasserstein', -1, -3)).toEqual({ absent: 'the loss wasserstein has no scale' });
  });

  it('is absent where D could see little, or nothing beyond the noise of few samples', () => {
    expect(sightIn(seen(0, 0.01))).toHaveProperty('absent');
    expect(sightIn(seen(0, 0.05))).not.toHaveProperty('absent');
    expect(sightIn(seen(0, 0.05), 'non-saturating', 60)).toHaveProperty('absent'); // 3.48^2 / 240 = .0505
    expect(sightIn({ 'best-response-discriminator': six(1) })).toHaveProperty('absent');
    expect(sightIn({ ...seen(0, 0.1), 'loss-discriminator': six(Infinity) })).toHaveProperty('absent');
  });

  it('no D gains that much by chance on draws of q = p: a slope of any size on normal draws', () => {
    // A score s x on N(0, 1) against N(0, 1): the bound sqrt(2 n g) holds for each s.
    const n = 60;
    const limit = noiseOf(n);
    let passed = 0;
    let state = 1;
    const uniform = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state + 0.5) / 2 ** 32;
    };
    const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    const CASES = 2000;
    for (let k = 0; k < CASES; k++) {
      const [p, q] = [Array.from({ length: n }, normal), Array.from({ length: n }, normal)];
      const slope = 0.3 + 1.2 * uniform(); // about 2 sqrt(g) = .45, where luck is likeliest
      const loss = (x: readonly number[], sign: number) =>
        x.reduce((sum, value) => sum + Math.log1p(Math.exp(-sign * slope * value)), 0) / n;
      if (Math.LN2 - (loss(p, 1) + loss(q, -1)) / 2 > limit) passed += 1;
    }
    expect(passed).toBeLessThan(5); // expected half of one at most: five or more have a probability of 2e-4
  });
});

it('a failed run says both: what D sees of js, and of what it could see', () => {
  const columns = { js: six(0.4), 'js-implied': six(0.05), ...seen(0.05, 0.38) };
  const { run, measure } = measuredRun(columns, {
    target: { name: 'gaussian', mean: [0, 0], std: 1 },
    loss: 'non-saturating',
  });
  const [first] = diagnoseWith(run, { measure }, failureModes).findings;
  expect(first.evidence.slice(-2).map(({ explanation }) => explanation)).toEqual([
    'D sees 0.0500 of the 0.400 nats: it is D that lags',
    'D sees 0.0500 of the 0.380 nats that it could see after 300 updates of D alone: it is D that lags',
  ]);
});
