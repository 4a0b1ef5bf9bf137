import { describe, expect, it } from 'vitest';
import { setting } from '../../../test/support/reports/settings.js';
import type { Choice } from '../../core/gan/setting.js';
import type { ExperimentRecord, RunRecord } from '../../records/run-record.js';
import { csvText } from '../../runner/store/bytes/csv.js';
import { historyCsv, resultsCsv } from './tables.js';

const cells = [0.5, 0.9].map((beta1, i) => {
  const optimizer: Choice = { name: 'adam', beta1 };
  return {
    id: `${i}`.repeat(64),
    folder: `adam-${i}`,
    setting: setting({ name: 'ring' }, optimizer),
    axes: { optimizer, 'optimizer.lr': -1 },
    labels: { optimizer: `adam(beta1=${beta1})`, 'optimizer.lr': '-1' },
  };
});

const run = (cell: number, seed: number, more: Partial<RunRecord>): RunRecord => ({
  cell: cells[cell],
  seed,
  outcome: 'finished',
  steps: 20,
  reason: null,
  history: [],
  folder: '/somewhere/else',
  ...more,
});

const record: ExperimentRecord = {
  experiment: {
    name: 'two',
    question: 'Which?',
    file: 'two.yaml',
    profile: null,
    axes: ['optimizer', 'optimizer.lr'],
    cells,
    seeds: [2, 10],
    measure: {
      every: 10,
      samples: 100,
      metrics: ['kl-q-p', 'value', 'modes-covered(atLeast=5,rule=l2)'].map((column) => ({
        column,
        choice: { name: 'x' },
      })),
      keep: 'all',
    },
    derive: [],
    claims: [],
  },
  folder: '/somewhere',
  environments: [],
  runs: [
    run(1, 10, {
      history: [
        { step: 0, metric: 'kl-q-p', value: { value: 3 } },
        { step: 20, metric: 'kl-q-p', value: { value: Infinity } },
        { step: 20, metric: 'value', value: { value: -Infinity } },
        { step: 20, metric: 'modes-covered(atLeast=5,rule=l2)', value: { absent: '=no "mode", none' } },
      ],
    }),
    run(0, 10, { outcome: 'diverged', steps: 7, reason: 'D blew up' }),
    run(0, 2, { history: [{ step: 20, metric: 'value', value: { value: -1.25e-7 } }] }),
  ],
};

describe('results.csv', () => {
  it('has one row per run in the order of the plan, an empty cell for an absent value, and infinities by name', () => {
    expect(csvText(resultsCsv(record))).toBe(
      [
        'cell,seed,outcome,diagnosis,steps,optimizer,optimizer.lr,kl-q-p,value,"modes-covered(atLeast=5,rule=l2)"',
        'adam-0,2,finished,,20,adam(beta1=0.5),-1,,-1.25e-7,',
        'adam-0,10,diverged,diverged,7,adam(beta1=0.5),-1,,,',
        'adam-1,10,finished,,20,adam(beta1=0.9),-1,Infinity,-Infinity,',
        '',
      ].join('\n'),
    );
  });
});

describe('history.csv', () => {
  it('has one row per measurement, with the reason if it is absent', () => {
    expect(csvText(historyCsv(record))).toBe(
      [
        'cell,seed,step,metric,value,absent',
        'adam-0,2,20,value,-1.25e-7,',
        'adam-1,10,0,kl-q-p,3,',
        'adam-1,10,20,kl-q-p,Infinity,',
        'adam-1,10,20,value,-Infinity,',
        `adam-1,10,20,"modes-covered(atLeast=5,rule=l2)",,"'=no ""mode"", none"`,
        '',
      ].join('\n'),
    );
  });
});
