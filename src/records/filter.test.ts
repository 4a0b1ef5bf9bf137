import { describe, expect, it } from 'vitest';
import { families } from '../core/gan/families.js';
import { type Filter, matches } from './filter.js';

const setting = {
  target: { name: 'ring', modes: 8 },
  generator: { name: 'mlp', hidden: [8, 8], activation: { name: 'leaky-relu', slope: 0.2 } },
  discriminator: { name: 'mlp', hidden: [16], activation: { name: 'relu' } },
  loss: { generator: { name: 'hinge' }, discriminator: { name: 'hinge' } },
  optimizer: {
    generator: { name: 'adam', lr: 0.1 },
    discriminator: { name: 'sgd', lr: 0.1, schedule: { name: 'linear', to: 0 } },
  },
  steps: 100,
};

describe('a filter', () => {
  const matching: Filter[] = [
    {},
    { steps: 100 },
    { target: 'ring' },
    { 'target.name': 'ring', 'target.modes': 8 },
    { target: { modes: 8 } },
    { loss: 'hinge' },
    { 'loss.name': 'hinge' },
    { loss: { generator: 'hinge', discriminator: { name: 'hinge' } } },
    { optimizer: { lr: 0.1 } },
    { 'optimizer.lr': 0.1 },
    { 'optimizer.generator': 'adam' },
    { optimizer: { discriminator: 'sgd' } },
    { 'optimizer.generator.schedule': 'constant' },
    { 'optimizer.generator': { schedule: { name: 'constant' } } },
    { 'optimizer.discriminator.schedule': 'linear' },
    { averaging: 'none' },
    { 'generator.dropout': 0, discriminator: { minibatchStd: false } },
    { 'generator.hidden': [8, 8] },
    { 'generator.activation': 'leaky-relu' },
    { generator: { activation: { slope: 0.2 } } },
    { generator: 'mlp', discriminator: 'mlp' },
  ];
  it.each(matching)('%j matches', (filter) => {
    expect(matches(setting, filter, families)).toBe(true);
  });

  const others: Filter[] = [
    { steps: '100' },
    { target: 'rin' },
    { 'optimizer.schedule': 'constant' },
    { target: { modes: 8, radius: 1 } },
    { 'target.modes': 7 },
    { optimizer: 'adam' },
    { 'optimizer.name': 'sgd' },
    { 'optimizer.generator.name': 'sgd' },
    { loss: { generator: 'minimax' } },
    { 'generator.hidden': [8] },
    { generator: { hidden: [16] } },
    { 'steps.more': 1 },
    { nothing: null },
    { 'game.packing': 1 },
    { 'target.dropout': 0 },
    { averaging: 'ema' },
    { steps: 100, target: 'grid' },
  ];
  it.each(others)('%j does not match', (filter) => {
    expect(matches(setting, filter, families)).toBe(false);
  });

  it('means the same of a setting as written, where a word is its object', () => {
    const written = { loss: { generator: 'hinge', discriminator: { name: 'hinge' } }, target: 'ring' };
    expect(matches(written, { loss: 'hinge', target: { name: 'ring' } }, families)).toBe(true);
    expect(matches(written, { 'loss.name': 'hinge', 'target.name': 'ring' }, families)).toBe(true);
    expect(matches(written, { loss: 'minimax' }, families)).toBe(false);
  });
});
