import { expect, it } from 'vitest';
import { formatJson, formatOptions } from './choices.js';

it('choices are written without the syntax of JSON', () => {
  const choice = { name: 'mlp', hidden: [64, 64], activation: { name: 'leaky-relu', slope: 0.2 }, bias: null };
  expect(formatOptions(choice)).toBe('hidden [64, 64], activation leaky-relu (slope 0.2), bias null');
  expect(formatJson({ name: 'relu' })).toBe('relu');
});

it('decimals that were computed have six digits, and everything else is as it was written', () => {
  expect(formatJson({ name: 'mixture', stds: [0.25495097567963926, 1], lr: 1e-8 })).toBe(
    'mixture (stds [0.254951, 1], lr 1e-8)',
  );
});
