import { expect, it } from 'vitest';
import type { SurveyedRun } from '../../../runner/plan/survey.js';
import { planSummary } from './plan-summary.js';

const cell = { id: 'c', folder: 'c', setting: { steps: 100 }, axes: {}, labels: {} } as never;
const measure = { every: 10, samples: 5, metrics: [], keep: 'last' };
const summary = { outcome: 'finished', steps: 100, reason: null, measured: 'otherwise' } as const;

function summaryOf(...all: readonly Partial<SurveyedRun['progress']>[]): string {
  const nothing = {
    stage: 'to train',
    step: 0,
    damage: null,
    summary: null,
    lease: null,
    holderGone: false,
    staleFiles: [],
  } as const;
  const runs = all.map((progress, i) => {
    return {
      cell,
      seed: i + 1,
      state: 'to do',
      secondsSinceBeat: null,
      progress: { ...nothing, ...progress },
    } as const;
  });
  const seeds = runs.map(({ seed }) => seed);
  const experiment = { name: 'n', question: 'Q?', profile: null, axes: [], cells: [cell], seeds, measure } as never;
  const text = planSummary({
    experiment,
    folder: 'f',
    runs,
    stale: new Map(),
    remeasured: [],
    memory: null,
    seconds: 1,
  });
  return text.replace(/ +/g, ' ');
}

it('shows from which steps of shorter runs it continues, and why runs train again', () => {
  expect(summaryOf({}, { stage: 'to resume', step: 30 })).not.toContain('changed since');
  const few = summaryOf({ step: 30 }, { step: 30 }, { step: 50 }, { summary });
  expect(few).toContain(
    ' 2 runs continue from step 30 of a shorter run\n 1 run continue from step 50 of a shorter run\n',
  );
  expect(few).toContain(' 1 run train again: the parameters of those steps were not kept (measure.keep)\n');
  const many = summaryOf(...[1, 2, 3, 4, 5, 6].map((step) => ({ step })));
  expect(many).toContain(' 6 runs continue from steps 1 to 6 of shorter runs\n');
});

it('marks cached runs that were not verified', () => {
  expect(summaryOf({ stage: 'finished', summary })).toContain('1 cached (not verified)');
});
