import { describe, expect, it } from 'vitest';
import { cellOf, experimentOf, recordOf, runOf, testMetrics } from '../../../test/support/records.js';
import { claimJson } from './claim-json.js';
import { judgeClaim } from './claims.js';
import { summarizeQuestions } from './question-summary.js';
import { reproductionOf, reproductionSentence } from './reproduction.js';

const cell = cellOf('minimax');

function judged(
  { profile = 'scaled', deterministic = false }: { profile?: string; deterministic?: boolean },
  kl: readonly number[],
) {
  const holds = 'end("kl-q-p") < 1 and outcome() == "finished"';
  const experiment = { ...experimentOf([{ holds, deterministic }], { seeds: kl.length, cells: [cell] }), profile };
  const runs = kl.map((value, i) =>
    runOf(cell, i + 1, { 'kl-q-p': { 0: 5, 1000: value } }, { outcome: i === 2 ? 'diverged' : 'finished' }),
  );
  return judgeClaim(experiment.claims[0]!, recordOf(experiment, runs), testMetrics);
}

describe('a claim of the registry', () => {
  const yes = Array(6).fill(0.5);
  const no = Array(6).fill(2);

  it.each(['smoke', 'scaled', 'full'])('is reproduced by the %s profile where that supports it', (profile) => {
    const finished = judged({ profile }, [0.5, 0.5]).seeds.map(({ answer }) => answer);
    expect(finished).toEqual(['yes', 'yes']);
    expect(reproductionOf({ ...judged({ profile }, yes), verdict: 'supported' })).toBe('reproduced');
  });

  it('is contradicted by its full profile alone: a "no" may be due to scaling down', () => {
    expect(judged({ profile: 'full' }, no).verdict).toBe('refuted');
    expect(reproductionOf(judged({ profile: 'full' }, no))).toBe('contradicted');
    expect(reproductionOf(judged({ profile: 'scaled' }, no))).toBe('undecided');
    expect(reproductionOf(judged({ profile: 'smoke' }, no))).toBe('undecided');
  });

  it('says so beside the verdict, where a scaled profile says "no"', () => {
    expect(reproductionSentence(judged({ profile: 'scaled' }, no))).toMatch(
      /^Refuted: .* Only the full profile, .*\.$/,
    );
    for (const result of [judged({ profile: 'full' }, no), judged({ profile: 'scaled' }, yes)])
      expect(reproductionSentence(result)).toBe(result.sentence);
  });

  it('is contradicted by any profile if it is deterministic: nothing is scaled', () => {
    expect(reproductionOf(judged({ profile: 'smoke', deterministic: true }, [2]))).toBe('contradicted');
    expect(reproductionOf(judged({ profile: 'smoke', deterministic: true }, [0.5]))).toBe('reproduced');
  });

  it('is undecided with few seeds', () => {
    expect(reproductionOf(judged({ profile: 'full' }, [2, 2]))).toBe('undecided');
  });
});

describe('what was measured', () => {
  const result = judged({}, [0.5, 0.25, 9, 0.75]);

  it('is the median and range of each value, diverged runs at their worst, and the count of each word', () => {
    expect(summarizeQuestions(result)).toEqual([
      { question: 'end("kl-q-p")', n: 4, median: 0.625, minimum: 0.25, maximum: Infinity, words: {} },
      { question: 'outcome()', n: 4, median: null, minimum: null, maximum: null, words: { diverged: 1, finished: 3 } },
    ]);
  });

  it('survives JSON, infinities and all', () => {
    const json = JSON.parse(JSON.stringify(claimJson(result)));
    expect(json).toEqual(claimJson(result));
    expect(json.measured[0]).toMatchObject({ minimum: 0.25, maximum: 'Infinity' });
    expect(json.seeds[2]).toEqual({
      seed: 3,
      answer: 'no',
      reason: null,
      values: ['Infinity', 'diverged'],
      diverged: true,
    });
    expect(json).toMatchObject({ yes: 3, no: 1, none: 0, verdict: 'undecided', profile: 'scaled' });
  });
});
