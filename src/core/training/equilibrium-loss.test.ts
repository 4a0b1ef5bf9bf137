import { describe, expect, it } from 'vitest';
import { families } from '../gan/families.js';
import { equilibriumLoss } from './equilibrium-loss.js';

const both = (name: string, options: Record<string, unknown> = {}) => {
  const chosen = { member: families.losses.get(name)!, choice: { name, ...options } };
  return { generator: chosen, discriminator: chosen };
};
const lossesOf = (name: string, options?: Record<string, unknown>) => {
  const losses = both(name, options);
  return [equilibriumLoss('discriminator', losses), equilibriumLoss('generator', losses)];
};

describe('the equilibrium of', () => {
  // Closed forms at s = optimum(0): the loss's own formulas at D = 1/2, or at a score of 0.
  it.each([
    ['non-saturating', {}, 2 * Math.LN2, Math.LN2],
    ['minimax', {}, 2 * Math.LN2, -Math.LN2],
    ['hinge', {}, 2, 0],
    ['least-squares', { real: 1, fake: 0, wanted: 1 }, 0.25, 0.125],
    // The coding whose minimum is a Pearson chi-squared: D* = 0 at p = q, which is what G wants.
    ['least-squares', { real: 1, fake: -1, wanted: 0 }, 1, 0],
    // Relative scores are 0: softplus(0) for each of D's two terms, weighed by the share of the member.
    ['relativistic-paired', { f: 'logistic', generator: 'swapped' }, Math.LN2, Math.LN2],
  ])('%s %j', (name, options, discriminator, generator) => {
    const [ofD, ofG] = lossesOf(name, options);
    expect(ofD).toBeCloseTo(discriminator, 6);
    expect(ofG).toBeCloseTo(generator, 6);
  });

  it("Wasserstein losses is 0 for D whatever its scores, and G's depends on them", () => {
    expect(lossesOf('wasserstein')).toEqual([expect.closeTo(0, 6), null]);
  });
});
