import { describe, expect, it } from 'vitest';
import type { Json } from '../core/gan/setting.js';
import { differences, differencesText } from './differences.js';

const adam = (more: object) => ({ name: 'adam', lr: 0.1, beta1: 0.5, ...more });
const both = (choice: object) => ({ generator: choice, discriminator: choice });
const setting = (more: object): Json =>
  JSON.parse(JSON.stringify({ loss: both({ name: 'hinge' }), optimizer: both(adam({})), steps: 30, ...more }));
const said = (was: object, is: object) => differencesText(differences(setting(was), setting(is)));

describe('the differences of two settings', () => {
  it('is empty for other orders of keys', () => {
    expect(
      differences(setting({}), Object.fromEntries(Object.entries(setting({}) as object).reverse()) as Json),
    ).toEqual([]);
  });

  it.each([
    ['a number', {}, { steps: 50 }, 'steps 30 -> 50'],
    ['what both players have alike, once', {}, { optimizer: both(adam({ lr: 0.2 })) }, 'optimizer.lr 0.1 -> 0.2'],
    [
      'what one player has, by name',
      {},
      { optimizer: { generator: adam({ lr: 0.2 }), discriminator: adam({}) } },
      'optimizer.generator.lr 0.1 -> 0.2',
    ],
    ['another member, as a whole', {}, { loss: both({ name: 'minimax' }) }, 'loss hinge -> minimax'],
    ['an option that came', {}, { optimizer: both(adam({ average: true })) }, 'optimizer.average none -> true'],
    ['a part that went', { batch: 5 }, {}, 'batch 5 -> none'],
    ['several', {}, { steps: 1, loss: both({ name: 'minimax' }) }, 'loss hinge -> minimax, steps 30 -> 1'],
    ['lists, as wholes', { hidden: [8, 8] }, { hidden: [8] }, 'hidden [8,8] -> [8]'],
  ])('is %s', (_, was, is, text) => {
    expect(said(was, is)).toBe(text);
  });
});
