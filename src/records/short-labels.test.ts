import { expect, it } from 'vitest';
import { shortLabels } from './short-labels.js';

const cell = (labels: Record<string, string>) => ({ labels });

it('omits what most cells share, and keeps it where a cell differs', () => {
  const grid = ['hinge', 'minimax'].flatMap((loss) =>
    ['adam', 'sgd'].map((optimizer) => cell({ loss, optimizer, target: 'ring' })),
  );
  expect(shortLabels([...grid, cell({ loss: 'hinge', optimizer: 'adam', target: 'mixture' })])).toEqual([
    'hinge · adam',
    'hinge · sgd',
    'minimax · adam',
    'minimax · sgd',
    'hinge · adam · mixture',
  ]);
});

it('names the axis of a number', () => {
  expect(shortLabels([cell({ batch: '16' }), cell({ batch: '256' })])).toEqual(['batch 16', 'batch 256']);
});

it('omits options where names differ, and everything for a single cell', () => {
  expect(shortLabels([cell({ optimizer: 'adam(lr=0.1)' }), cell({ optimizer: 'sgd(lr=0.1)' })])).toEqual([
    'adam',
    'sgd',
  ]);
  expect(shortLabels([cell({})])).toEqual(['']);
});

it('never gives two cells one label', () => {
  const cells = ['a', 'b', 'c', 'd', 'd', 'd', 'd', 'd', 'd', 'd', 'd', 'd'].map((loss, i) =>
    cell({ loss, seed: i === 11 ? 'x' : 'y' }),
  );
  const labels = shortLabels(cells.slice(0, 5).map((one, i) => ({ ...one, labels: { ...one.labels, i: String(i) } })));
  expect(new Set(labels).size).toBe(5);
});
