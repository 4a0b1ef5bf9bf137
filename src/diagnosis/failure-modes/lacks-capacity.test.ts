/** A G that cannot, beside one that has not yet, one that collapsed, and a D that lags. */
import { describe, expect, it } from 'vitest';
import { measuredRun } from '../../../test/support/records.js';
import { failureModes } from '../catalog.js';
import { diagnoseWith } from '../diagnose.js';
import { runTrace } from '../evidence/run-trace.js';
import { whatToMeasure } from '../what-to-measure.js';

const two = { name: 'mixture', means: [-1.5, 1.5], stds: 0.7 };

type Values = Parameters<typeof measuredRun>[0];

const STEPS = 21;
const flat = (value: number) => Array<number>(STEPS).fill(value);
/** From `first` at the start to `end` at the given measurement, and on at that value. */
const falling = (first: number, end: number, at: number) =>
  Array.from({ length: STEPS }, (_, i) => (i >= at ? end : first + ((end - first) * i) / at));

// One Gaussian's worth of G on two modes, as a run has it: js .0578 of .135 at the start, D sees .055, shares of some hundredths.
const rested: Values = {
  js: falling(0.135, 0.0578, 6),
  'js-implied': falling(0, 0.055, 6),
  'best-response-share': [...flat(0).map((_, i) => (i % 4 === 1 ? 0.19 : 0.02))],
  'modes-covered': flat(2),
  'mode-kl': flat(0.0004),
  'high-quality': flat(0.98),
};

const diagnosed = (columns: Values, given: Parameters<typeof measuredRun>[1] = {}) => {
  const { run, measure } = measuredRun(columns, { target: two, loss: 'non-saturating', ...given });
  const { findings, inconclusive } = diagnoseWith(run, { measure }, failureModes);
  return {
    names: findings.map(({ failureMode }) => failureMode.name),
    evidence: findings[0]?.evidence ?? [],
    missing: inconclusive.find(({ failureMode }) => failureMode.name === 'lacks-capacity')?.absent,
  };
};

describe('lacks-capacity', () => {
  it('applies to a run that rests with q unlike p, though no other failure does, and says what would settle it', () => {
    const { names, evidence } = diagnosed(rested);
    expect(names).toEqual(['lacks-capacity']);
    expect(evidence.map(({ metric }) => metric)).toEqual(['js', 'best-response-share', 'js', 'js-implied']);
    expect(evidence[1]).toMatchObject({
      statistic: 'mean',
      reference: 0.2,
      explanation: expect.stringContaining('a larger G would settle'),
    });
    const without = Object.fromEntries(Object.entries(rested).filter(([name]) => name !== 'best-response-share'));
    expect(diagnosed(without).names).toEqual(['healthy']);
  });

  it.each([
    ['G gains a part of what the data would: it has not yet', { 'best-response-share': flat(0.3) }],
    ['js is still falling: G is slow', { js: falling(0.135, 0.05, 20), 'js-implied': falling(0.13, 0.049, 20) }],
    [
      'js falls by a fifteenth of what is left',
      { js: falling(0.6, 0.6, 0).map((v, i) => (i === 0 ? v : 0.1 - 0.0014 * i)) },
    ],
    ['G has not moved', { js: flat(0.058) }],
    ['D sees less than half', { 'js-implied': flat(0.02) }],
    ['js is below what differs at all', { js: falling(0.135, 0.019, 6), 'js-implied': falling(0, 0.019, 6) }],
    ['one mode is left out: a collapse gains nothing either', { 'modes-covered': flat(1), 'mode-kl': flat(Math.LN2) }],
  ])('does not apply where %s', (_, changes) => {
    expect(diagnosed({ ...rested, ...changes } as Values).names).not.toContain('lacks-capacity');
  });

  it('is inconclusive where a collapse is not excluded, or where D prefers nothing', () => {
    const { 'modes-covered': _, 'mode-kl': __, 'high-quality': ___, ...rest } = rested;
    expect(diagnosed(rest, { target: { name: 'gaussian', dim: 10 } }).missing).toMatch(/a collapsed G gains nothing/);
    const blind = { ...rested, 'best-response-share': flat(0).map(() => ({ absent: 'nothing to gain' })) };
    expect(diagnosed(blind).missing).toMatch(/nothing to gain/);
  });

  it('needs no density: under cross-entropy what D could see stands for js', () => {
    const loss = (js: number) => 2 * Math.LN2 - 2 * js;
    const ten: Values = {
      'best-response-discriminator': falling(loss(0.3), loss(0.06), 6),
      'loss-discriminator': falling(loss(0), loss(0.055), 6),
      'best-response-share': flat(0.03),
      coverage: flat(0.96),
      'pairwise-distance': flat(4.47), // of N(0, I) in ten dimensions: sqrt(20)
    };
    const target = { name: 'gaussian', dim: 10 };
    const { names, evidence } = diagnosed(ten, { target });
    expect(names).toEqual(['lacks-capacity']);
    expect(evidence.at(-1)?.explanation).toBe(
      'D sees 0.0550 of the 0.0600 nats that it could see, nearly all: it is G that does not follow',
    );
    // What 60 draws of the data pass by chance: 3.48^2 / (4 x 60) = .0505 nats.
    expect(diagnosed(ten, { target, samples: 50 }).names).not.toContain('lacks-capacity');
  });

  it('a best response is asked for where D sees the difference, since it costs training', () => {
    const wanted = (implied: number) => {
      const { run, measure } = measuredRun({ js: flat(0.3), 'js-implied': flat(implied) }, { target: two });
      return whatToMeasure(runTrace(run, measure), diagnoseWith(run, { measure }, failureModes));
    };
    expect(wanted(0.28)).toContain('best-response-share');
    expect(wanted(0.05)).not.toContain('best-response-share');
  });
});
