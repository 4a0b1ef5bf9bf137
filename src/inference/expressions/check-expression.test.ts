import { describe, expect, it } from 'vitest';
import { cellOf } from '../../../test/support/records.js';
import { checkDerivations, checkExpression } from './check-expression.js';

const cells = [cellOf('minimax', 0.001), cellOf('minimax', 0.01), cellOf('non-saturating', 0.01)];
const context = { metrics: ['js'], axes: ['loss', 'optimizer.lr'], cells };

describe("a claim's expression", () => {
  it('is refused with the allowed words: the example of the docstring', () => {
    expect(checkExpression('end("jss") < 0.1', { metrics: ['js'], axes: [], cells })).toEqual({
      message: 'metric "jss" is not measured',
      allowed: ['js'],
      didYouMean: 'js',
    });
    expect(checkDerivations([{ name: 'gap', text: '2 * js - log(4) - value' }], ['js', 'value'])).toEqual([]);
  });

  it.each([
    'end("js", {loss: "non-saturating"}) < 0.1',
    'end("js", {loss: {name: "minimax"}, "optimizer.lr": 0.01}) < 0.1',
    'end("js", {"loss.name": "minimax", optimizer: {lr: 0.001}}) < end("js", {loss: "non-saturating"})',
    'end("js", {"loss.generator.name": "non-saturating"}) < 0.1',
    'outcome({loss: "non-saturating"}) == "finished"',
  ])('%s selects one cell each time', (text) => {
    expect(checkExpression(text, context)).toBeNull();
  });

  it('needs no filter where there is one cell', () => {
    expect(checkExpression('end("js") < 1', { metrics: ['js'], axes: [], cells: cells.slice(0, 1) })).toBeNull();
  });

  it.each([
    ['end("js") < 1', 'end("js"): no filter selects 3 settings; filter by loss, optimizer.lr too'],
    ['end("js", {loss: "minimax"}) < 1', '{"loss":"minimax"} selects 2 settings; filter by optimizer.lr too'],
    ['end("js", {loss: "hinge"}) < 1', '{"loss":"hinge"} selects none of the 3 settings'],
    [
      'end("js", {"optimizer.lr": 0.01}) < end("js", {loss: "non-saturating"})',
      'selects 2 settings; filter by loss too',
    ],
    ['end("js", {"optimizer.lrr": 1}) < 1', 'unknown axis "optimizer.lrr"'],
    ['end("kl-q-p", {loss: "minimax"}) < 1', 'metric "kl-q-p" is not measured'],
    ['1 < 2', 'asks nothing about a run'],
    ['end("js"', 'cannot be parsed'],
  ])('%s is refused', (text, message) => {
    expect(checkExpression(text, context)?.message).toContain(message);
  });
});
