import { describe, expect, it } from 'vitest';
import { measuredRun } from '../../../test/support/records.js';
import { failureModes } from '../catalog.js';
import { diagnoseWith } from '../diagnose.js';
import { runTrace } from './run-trace.js';
import { sightOf } from './sight.js';

type Columns = Parameters<typeof measuredRun>[0];

const sightIn = (columns: Columns) => {
  const { run, measure } = measuredRun(columns);
  return sightOf(runTrace(run, measure));
};

/** js of 0.4 throughout, and a D that implies a share of it. */
const seen = (share: number): Columns => ({ js: Array(6).fill(0.4), 'js-implied': Array(6).fill(0.4 * share) });

describe('the share of js that D sees', () => {
  it.each([
    [1, 'D sees 0.400 of the 0.400 nats, nearly all: it is G that does not follow'],
    [0.85, 'nearly all: it is G that does not follow'],
    [0.6, 'D sees 0.240 of the 0.400 nats: D lags, and G does not follow it'],
    [0.2, 'D sees 0.0800 of the 0.400 nats: it is D that lags'],
    [0, 'D sees none of the 0.400 nats: it is D that lags'],
    [-0.5, 'D sees none of the 0.400 nats: its loss is worse than that of guessing, and it is D that fails'],
  ])('of %d is graded', (share, sentence) => {
    const found = sightIn(seen(share));
    if ('absent' in found) expect.fail(found.absent);
    expect(found.implied).toBeCloseTo(0.4 * share, 12);
    expect(found.evidence.explanation).toContain(sentence);
  });

  it('follows from every metric of D’s value: at D* it is all of js', () => {
    const js = Array<number>(6).fill(0.4);
    // V = 2 js - log 4 at D*, and the gap to it is 0.
    const optimal = { value: js.map((x) => 2 * x - Math.log(4)), 'bayes-gap': js.map(() => 0) };
    for (const [metric, values] of Object.entries(optimal)) {
      const found = sightIn({ js, [metric]: values });
      expect('absent' in found ? found.absent : found.implied).toBeCloseTo(0.4, 12);
    }
  });

  it('is a mean over the last quarter', () => {
    const found = sightIn({ js: [0.6, 0.6, 0.6, 0.2, 0.4], 'js-implied': [0.6, 0.6, 0.6, 0, 0.2] });
    expect(found).toMatchObject({ js: 0.30000000000000004, implied: 0.1, evidence: { statistic: 'mean', from: 300 } });
  });

  it('is absent where there is little to see, or D’s value implies nothing', () => {
    expect(sightIn({ js: Array(6).fill(0.01), 'js-implied': Array(6).fill(0) })).toHaveProperty('absent');
    expect(sightIn({ js: Array(6).fill(0.4) })).toHaveProperty('absent');
    expect(sightIn({ js: Array(6).fill(0.4), value: Array(6).fill(-Infinity) })).toHaveProperty('absent');
  });
});

it('every diagnosis of a failure ends with it, and no other does', () => {
  const lastOf = (columns: Columns) => {
    const { run, measure } = measuredRun(columns, { target: { name: 'gaussian', mean: [0, 0], std: 1 } });
    const { findings } = diagnoseWith(run, { measure }, failureModes);
    return { name: findings[0]?.failureMode.name, last: findings[0]?.evidence.at(-1)?.explanation };
  };
  const varying = { js: [0.6, 0.5, 0.4, 0.41, 0.4, 0.41], 'js-implied': [0, 0, 0.3, 0.3, 0.3, 0.3] };
  expect(lastOf(varying)).toEqual({
    name: 'poor-fit',
    last: expect.stringContaining('D sees 0.300 of the 0.405 nats'),
  });
  const good = { js: varying.js.map((x) => x / 10), 'js-implied': varying['js-implied'].map((x) => x / 10) };
  expect(lastOf(good)).toEqual({ name: 'healthy', last: expect.not.stringContaining('D sees') });
});
