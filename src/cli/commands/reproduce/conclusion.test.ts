import { describe, expect, it } from 'vitest';
import { cellOf, experimentOf, recordOf, runOf, testMetrics } from '../../../../test/support/records.js';
import { judgeAll } from '../../../inference/claims/claims.js';
import type { Outcome } from '../../../records/run-record.js';
import { EXIT } from '../../terminal/command-error.js';
import { closingText, type JudgedExperiment, judgedJson, nextCommand, reproductionExitCode } from './conclusion.js';

const cell = cellOf('minimax');

/** Two claims on JS, a statistical and a deterministic one, that `js` of every seed supports or denies. */
function judged(
  profile: string,
  js: { readonly low: boolean; readonly exact: boolean },
  outcome: Outcome = 'finished',
) {
  const experiment = {
    ...experimentOf(
      [
        { id: 'low', holds: `end("js") < ${js.low ? 1 : 0}` },
        { id: 'exact', holds: `end("js") < ${js.exact ? 1 : 0}`, deterministic: true },
      ],
      { seeds: 6, cells: [cell] },
    ),
    profile,
  };
  const runs = experiment.seeds.map((seed) =>
    runOf(cell, seed, { js: { 100: 0.5 } }, { outcome: seed === 6 ? outcome : 'finished' }),
  );
  const record = recordOf(experiment, runs);
  return [{ record, results: judgeAll(record, testMetrics) }] satisfies JudgedExperiment[];
}

describe('reproduce', () => {
  it('exits with 3 where a claim is contradicted: by its full profile, or by any if it is deterministic', () => {
    expect(reproductionExitCode(judged('full', { low: false, exact: true }))).toBe(EXIT.contradicted);
    expect(reproductionExitCode(judged('scaled', { low: false, exact: true }))).toBe(EXIT.done);
    expect(reproductionExitCode(judged('scaled', { low: true, exact: false }))).toBe(EXIT.contradicted);
    expect(reproductionExitCode(judged('scaled', { low: true, exact: true }))).toBe(EXIT.done);
  });

  it('exits with 1 where runs ended in error, but a contradiction is the news', () => {
    expect(reproductionExitCode(judged('full', { low: true, exact: true }, 'error'))).toBe(EXIT.runsFailed);
    expect(reproductionExitCode(judged('full', { low: true, exact: false }, 'error'))).toBe(EXIT.contradicted);
    expect(reproductionExitCode(judged('full', { low: true, exact: true }, 'diverged'))).toBe(EXIT.done);
  });

  it('closes with the counts and the profile', () => {
    expect(closingText(judged('scaled', { low: false, exact: true }), 'scaled')).toBe(
      '2 claims (scaled): 1 reproduced, 0 contradicted, 1 undecided',
    );
  });

  it('sends what is undecided to the next larger profile, and what is decided to the report', () => {
    const open = { low: false, exact: true };
    expect(nextCommand(judged('smoke', open), 'smoke')).toBe('reproduce low --profile scaled');
    expect(nextCommand(judged('scaled', open), 'scaled')).toBe('reproduce low --profile full');
    expect(nextCommand(judged('full', open), 'full')).toBe('report results/made-by-hand');
    expect(nextCommand(judged('smoke', { low: true, exact: true }), 'smoke')).toBe('report results/made-by-hand');
  });

  it('has all of it as JSON', () => {
    expect(judgedJson(judged('scaled', { low: false, exact: true }))).toMatchObject([
      {
        id: 'low',
        reproduction: 'undecided',
        verdict: 'refuted',
        no: 6,
        experiment: 'made-by-hand',
        profile: 'scaled',
      },
      { id: 'exact', reproduction: 'reproduced', verdict: 'supported', yes: 1, interval: null },
    ]);
  });
});
