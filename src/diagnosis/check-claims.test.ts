import { describe, expect, it } from 'vitest';
import type { Claim } from '../core/experiment/plan.js';
import { checkClaims } from './check-claims.js';
import { cellOf, experimentOf } from './claims.fixture.js';

const cells = [cellOf('minimax', 0.001), cellOf('minimax', 0.01), cellOf('non-saturating', 0.01)];
const problems = (...claims: Partial<Claim>[]) => checkClaims(experimentOf(claims, { cells }));

describe('the claims of an experiment', () => {
  it('are fine where every question picks one cell', () => {
    expect(
      problems(
        { holds: 'end("js", {loss: "non-saturating"}) < 0.1' },
        { holds: 'end("js", {loss: {name: "minimax"}, "optimizer.lr": 0.01}) < 0.1' },
        {
          given: { 'optimizer.lr': 0.01 },
          holds: 'end("js", {loss: "minimax"}) < end("js", {"loss.name": "non-saturating"})',
        },
        { given: { optimizer: { lr: 0.001 } }, holds: 'outcome() == "finished"' },
      ),
    ).toEqual([]);
  });

  it.each([
    ['end("js") < 1', 'end("js"): no filter picks 3 settings; also say which loss, optimizer.lr'],
    ['end("js", {loss: "minimax"}) < 1', '{"loss":"minimax"} picks 2 settings; also say which optimizer.lr'],
    ['end("js", {loss: "hinge"}) < 1', '{"loss":"hinge"} picks none of the 3 settings'],
    ['end("js", {"optimizer.lrr": 1}) < 1', 'no axis is called "optimizer.lrr"'],
    ['1 < 2', 'asks nothing of any run'],
    ['end("js"', 'cannot be read'],
  ])('are refused where they say %s', (holds, message) => {
    expect(problems({ holds: 'outcome({loss: "non-saturating"}) == "finished"' }, { holds })).toMatchObject([
      { claim: 1, field: 'holds', message: expect.stringContaining(message) },
    ]);
  });

  it('are refused where given names no axis, or leaves the filter nothing', () => {
    expect(problems({ given: { los: 'minimax' }, holds: 'end("js", {loss: "non-saturating"}) < 1' })).toMatchObject([
      { field: 'given', message: 'no axis is called "los"', didYouMean: 'loss', allowed: ['loss', 'optimizer.lr'] },
      { field: 'holds' },
    ]);
    const [problem] = problems({ given: { 'optimizer.lr': 0.001 }, holds: 'end("js", {loss: "non-saturating"}) < 1' });
    expect(problem?.message).toContain('{"optimizer.lr":0.001} with {"loss":"non-saturating"} picks none');
  });

  it('are refused where two share an id', () => {
    const holds = 'end("js", {loss: "non-saturating"}) < 1';
    expect(problems({ id: 'same', holds }, { id: 'same', holds })).toMatchObject([
      { claim: 1, field: 'id', message: 'claim 1 is already called same' },
    ]);
  });
});
