import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from './nearest.js';

const LOSSES = ['minimax', 'non-saturating', 'least-squares', 'hinge', 'wasserstein'];

describe('the nearest word', () => {
  it.each([
    ['hing', 'hinge'],
    ['hinje', 'hinge'],
    ['ihnge', 'hinge'],
    ['nonSaturating', 'non-saturating'],
    ['non_saturating', 'non-saturating'],
    ['leastsquare', 'least-squares'],
    ['WASSERSTIEN', 'wasserstein'],
  ])('to %s is %s', (word, meant) => {
    expect(nearest(word, LOSSES)).toBe(meant);
  });

  it('is none where most of the letters are wrong', () => {
    expect(nearest('wgan', LOSSES)).toBeUndefined();
    expect(nearest('anything', [])).toBeUndefined();
  });
});

describe('the distance of two words', () => {
  it('counts insertions, deletions, replacements and swaps of neighbours', () => {
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('ab', 'ba')).toBe(1);
  });

  it('is symmetric, and no more than the longer word', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(editDistance(a, b) === 0).toBe(a === b);
      }),
    );
  });
});
