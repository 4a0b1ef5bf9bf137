import { describe, expect, it } from 'vitest';
import { cellOf, experimentOf, recordOf, runOf, testMetrics } from '../../test/support/records.js';
import { judgeAll } from '../inference/claims/claims.js';
import { claimTable, reproductionText } from './claim-table.js';

const cell = cellOf('minimax');
const experiment = {
  ...experimentOf(
    [
      { id: 'low', says: 'JS is low.', holds: 'end("js") < 0.5' },
      {
        id: 'exact',
        says: 'JS is ln 2 / 4.',
        source: 'A paper, section 1',
        holds: 'abs(end("js") - log(2) / 4) < 0.001 and outcome() == "finished"',
        deterministic: true,
        published: { value: 'ln 2 / 4', tag: 'P' },
      },
    ],
    { seeds: 6, cells: [cell] },
  ),
  profile: 'smoke',
};
const runs = experiment.seeds.map((seed) =>
  runOf(cell, seed, { js: { 0: 1, 100: seed === 6 ? { absent: 'no samples' } : 0.17328 + seed / 1e6 } }),
);
const [low] = judgeAll(recordOf(experiment, runs), testMetrics);
// A deterministic claim has the same answer for every seed.
const [, exact] = judgeAll(recordOf({ ...experiment, seeds: [1] }, runs), testMetrics);
const results = [low!, exact!];

describe('claims in the terminal', () => {
  it('are one line each after a run', () => {
    expect(claimTable(results).split('\n')).toEqual([
      'verdict    claim  seeds                        95 % interval  statement',
      'undecided  low    5/5 yes, 1 without evidence  [0.48, 1.00]   JS is low.',
      'supported  exact                                              JS is ln 2 / 4.',
    ]);
  });

  it('are one paragraph each in reproduce', () => {
    expect(reproductionText(results[1]!).split('\n')).toEqual([
      'reproduced  exact  (smoke)',
      '  claim       JS is ln 2 / 4.',
      '  source      A paper, section 1',
      "  published   ln 2 / 4 (P: in the paper's text)",
      '  measured    end("js") = 0.173281',
      '              outcome(): finished in 1 of 1',
      '  conclusion  Supported: the claim is true; nothing is random, so that one run decides.',
    ]);
    expect(reproductionText(results[0]!)).toContain('end("js") = 0.173283 [0.173281, 0.173285], 5 seeds');
    expect(reproductionText(results[0]!)).toContain('published   no number');
  });
});
