/** Whose fault a failure is, besides what D sees: where D leads G, what a batch shows, and where the players rest. */
import { describe, expect, it } from 'vitest';
import { measuredRun } from '../../../test/support/records.js';
import { failureModes } from '../catalog.js';
import { diagnoseWith } from '../diagnose.js';
import { batchNoiseOf, directionOf } from './direction.js';
import type { Evidence } from './evidence.js';
import { restOf } from './rest.js';
import { type Absent, type RunTrace, runTrace } from './run-trace.js';

type Columns = Parameters<typeof measuredRun>[0];
const traceOf = (columns: Columns) => {
  const { run, measure } = measuredRun(columns);
  return runTrace(run, measure);
};
const constant = (value: number) => Array<number>(6).fill(value);
const explanation = (of: (trace: RunTrace) => Evidence | Absent, columns: Columns) => {
  const found = of(traceOf(columns));
  return 'absent' in found ? `absent: ${found.absent}` : found.explanation;
};

describe('where D leads G', () => {
  it.each([
    [1, 'of D*; G’s gradient under D points where it would under D*, so that D does not mislead G'],
    [0.8, 'points where it would'],
    [0.79, 'points only partly where it would'],
    [0.2, 'points only partly where it would'],
    [0.19, 'does not point where it would under D*: D misleads G'],
    [-0.19, 'does not point where it would under D*: D misleads G'],
    [-0.2, 'points away from where it would under D*: D misleads G'],
  ])('at a cosine of %d is stated', (cosine, sentence) =>
    expect(explanation(directionOf, { 'gradient-cosine': constant(cosine) })).toContain(sentence),
  );

  it('is a mean over the last quarter, and absent where the cosine is', () => {
    const found = directionOf(traceOf({ 'gradient-cosine': [1, 1, 1, 1, 0.25, 0.75] }));
    expect(found).toMatchObject({ statistic: 'mean', value: 0.5, reference: 1, from: 400, to: 500 });
    expect(explanation(directionOf, { js: constant(1) })).toContain('absent');
    const gone = [...constant(1), { absent: 'G folds the line' }];
    expect(explanation(directionOf, { 'gradient-cosine': gone })).toContain('G folds the line');
  });
});

describe('what a batch shows', () => {
  it.each([
    [0.25, '4.0 times its squared mean'],
    [0.05, 'more than 20 times'],
    [-0.01, 'more than 20 times'],
    [1, 'absent: the signal of G’s gradient is larger than its noise'],
    [9, 'absent: the signal of G’s gradient is larger than its noise'],
  ])('at a ratio of %d is stated', (ratio, sentence) =>
    expect(explanation(batchNoiseOf, { 'gradient-snr': constant(ratio) })).toContain(sentence),
  );

  it('is that of G, whatever else is measured, and not stated where it is not', () => {
    const trace = traceOf({ 'gradient-snr': constant(0.1) });
    const ofDiscriminator = trace.all('gradient-snr').map((each) => {
      if ('absent' in each) throw new Error(each.absent);
      return { ...each, choice: { ...each.choice, player: 'discriminator' } };
    });
    expect(batchNoiseOf({ ...trace, all: () => ofDiscriminator })).toHaveProperty('absent');
    expect(batchNoiseOf(traceOf({ 'gradient-snr': constant(Infinity) }))).toHaveProperty('absent');
    expect(batchNoiseOf(traceOf({ js: constant(1) }))).toHaveProperty('absent');
  });
});

describe('where the players rest', () => {
  const at = (values: Partial<Record<'either' | 'generator' | 'discriminator', number>>, others: Columns = {}) => {
    const trace = traceOf({ 'rest-point': constant(0), ...others });
    const [template] = trace.all('rest-point');
    if ('absent' in template) throw new Error(template.absent);
    const measured = Object.entries(values).map(([player, value]) => {
      const points = template.points.map(({ step }) => ({ step, value }));
      return {
        column: `rest-point(player=${player})`,
        choice: { name: 'rest-point', player },
        points,
        end: points.slice(-2),
      };
    });
    const found = restOf({ ...trace, all: (name) => (name === 'rest-point' ? measured : trace.all(name)) });
    if ('absent' in found) throw new Error(found.absent);
    return found;
  };

  it.each([
    [{ either: 0 }, 'rest as at one'],
    [{ generator: 0, discriminator: 0 }, 'neither gains by a small move of its own'],
    [{ generator: 0 }, 'rest, and G does not gain by a small move of its own'],
    [{ discriminator: 0.01 }, 'rest, and D does not gain by a small move of its own'],
    [{ either: 0.3 }, 'measure rest-point(player=generator) to tell which'],
    [{ either: 0.3, generator: 0.3, discriminator: 0 }, 'rest at a saddle for G,'],
    [{ either: 0.3, generator: 0, discriminator: 0.3 }, 'rest at a saddle for D,'],
    [{ generator: 0.3, discriminator: 0.2 }, 'rest at a saddle for G and D,'],
  ])('at %j the kind is stated', (values, sentence) => expect(at(values).explanation).toContain(sentence));

  it('shows the value of the player that is at a saddle, against 0', () => {
    expect(at({ either: 0.3, generator: 0, discriminator: 0.3 })).toMatchObject({
      metric: 'rest-point(player=discriminator)',
      value: 0.3,
      reference: 0,
    });
  });

  it('takes no value for a saddle that so large a field may have made', () => {
    expect(at({ either: 0.04 }).explanation).toContain('rest as at one'); // below that of rest, .1
    expect(at({ either: 0.04 }, { 'field-norm': constant(0.01) }).explanation).toContain('at a saddle');
    expect(at({ either: 0.04 }, { 'field-norm': constant(0.045) }).explanation).toContain('rest as at one');
  });

  it('states whether small steps lead there, where that was measured and is not 0', () => {
    expect(at({ either: 0.3 }, { 'spectral-abscissa': constant(-0.1) }).explanation).toMatch(/small steps lead there/);
    expect(at({ either: 0.3 }, { 'spectral-abscissa': constant(0.1) }).explanation).toMatch(/small steps lead away/);
    expect(at({ either: 0.3 }, { 'spectral-abscissa': constant(1e-13) }).explanation).not.toMatch(/small steps/);
  });

  it('is absent where the players move, with the reason', () => {
    const moving = Array(6).fill({ absent: 'the players do not rest: field-norm is 0.30, above 0.1' });
    expect(explanation(restOf, { 'rest-point': moving })).toContain('absent');
    expect(explanation(restOf, { js: constant(1) })).toBe('absent: rest-point is not measured');
  });
});

it('the diagnosis of a failure quotes them, that of a healthy run does not', () => {
  const fault = { 'gradient-cosine': constant(0), 'gradient-snr': constant(0.1), 'rest-point': constant(0) };
  const metricsIn = (js: number) => {
    const columns = { js: [0.6, ...constant(js)], 'js-implied': [0, ...constant(js / 4)], ...fault };
    const { run, measure } = measuredRun(columns, { target: { name: 'gaussian', mean: [0, 0], std: 1 } });
    const [first] = diagnoseWith(run, { measure }, failureModes).findings;
    return [first.failureMode.name, ...first.evidence.map(({ metric }) => metric)];
  };
  expect(metricsIn(0.4)).toEqual(['poor-fit', 'js', 'rest-point', 'gradient-snr', 'gradient-cosine', 'js-implied']);
  expect(metricsIn(0.01)).toEqual(['healthy', 'js']);
});
