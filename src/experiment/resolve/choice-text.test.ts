import { expect, test } from 'vitest';
import { label } from '../../records/labels.js';
import { toJson } from '../read/located.js';
import { parseChoice, splitOutside } from './choice-text.js';

const parsed = (text: string) => toJson(parseChoice(text, '--target'));

test.each([
  ['ring', { name: 'ring' }],
  ['ring,modes=8,std=0.02', { name: 'ring', modes: 8, std: 0.02 }],
  [' ring , modes = 8 ', { name: 'ring', modes: 8 }],
  ['modes-covered(atLeast=5)', { name: 'modes-covered', atLeast: 5 }],
  ['high-quality(radius=4,rule=box)', { name: 'high-quality', radius: 4, rule: 'box' }],
  [
    'mixture,means=[[-2,0],[2,1]],stds=1e-1',
    {
      name: 'mixture',
      means: [
        [-2, 0],
        [2, 1],
      ],
      stds: 0.1,
    },
  ],
  ['js()', { name: 'js' }],
])('%s', (text, value) => {
  expect(parsed(text)).toEqual(value);
});

test('reads the labels of columns', () => {
  const metric = { name: 'high-quality', radius: 4, rule: 'box' };
  expect(parsed(label(metric))).toEqual(metric);
});

test.each(['ring,modes', 'ring,=8', 'ring,modes=[1', 'ring(8)'])('%s is refused', (text) => {
  expect(() => parsed(text)).toThrow(/^--target: ".*" must be option=value/);
});

test('commas inside brackets do not split', () => {
  expect(splitOutside('a,b(c=1,d=[2,3]),e')).toEqual(['a', 'b(c=1,d=[2,3])', 'e']);
});
