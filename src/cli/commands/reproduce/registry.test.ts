import { describe, expect, it } from 'vitest';
import { experimentOf } from '../../../../test/support/records.js';
import { chooseClaims } from './registry.js';

const registry = [
  { ...experimentOf([{ id: 'optimum' }, { id: 'minimum' }]), name: 'values' },
  { ...experimentOf([{ id: 'disjoint' }]), name: 'supports' },
];
const chosen = (...wanted: string[]) =>
  chooseClaims(registry, wanted).map(({ experiment, claims }) => [experiment.name, ...claims]);

describe('the claims to reproduce', () => {
  it('are all if none is named', () => {
    expect(chosen()).toEqual([
      ['values', 'optimum', 'minimum'],
      ['supports', 'disjoint'],
    ]);
  });

  it('are those named, or all those of an experiment that is named', () => {
    expect(chosen('minimum')).toEqual([['values', 'minimum']]);
    expect(chosen('supports', 'optimum')).toEqual([
      ['values', 'optimum'],
      ['supports', 'disjoint'],
    ]);
    expect(chosen('values')).toEqual([['values', 'optimum', 'minimum']]);
  });

  it('of an unknown name are refused with a suggestion', () => {
    expect(() => chosen('minimun')).toThrow('unknown claim "minimun"; did you mean "minimum"?');
  });
});
