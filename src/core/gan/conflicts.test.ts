import { expect, it } from 'vitest';
import { smallSetting } from '../../../test/support/setting.js';
import { build } from './build.js';
import { conflictBehind, IncompatibleError } from './conflict.js';
import { type ConflictParts, conflicts } from './conflicts.js';
import { families } from './families.js';

const { regularizers, schemes } = families;

const unrolled = schemes.get('unrolled')!;
const regularizer = (generator: string, discriminator: string) => ({
  generator: regularizers.get(generator)!,
  discriminator: regularizers.get(discriminator)!,
});

/** `field.player.option` of each conflict. */
const paths = (parts: ConflictParts) =>
  conflicts(parts).map(({ field, player, option }) => [field, player, option].filter(Boolean).join('.'));

it('all conflicts are found at once, in the order of the fields', () => {
  expect(
    paths({
      batch: 1,
      networks: { generator: { batchwise: 'feature' }, discriminator: { batchwise: 'normalized feature' } },
      regularizer: regularizer('instance-noise', 'r1'),
      scheme: unrolled,
      box: { discriminator: 1 },
      optimalDiscriminator: true,
    }),
  ).toEqual([
    'generator.minibatchStd',
    'discriminator.normalize',
    'discriminator.normalize',
    'regularizer.generator',
    'regularizer.discriminator',
    'scheme',
    'scheme',
  ]);
});

it('packs count as rows of the generator, not of the discriminator', () => {
  const networks = { generator: { batchwise: 'normalized' }, discriminator: { batchwise: 'feature' } } as const;
  expect(paths({ game: { name: 'neural', packing: 3 }, batch: 1, networks })).toEqual(['discriminator.minibatchStd']);
  expect(paths({ batch: 2, networks })).toEqual([]);
});

it('a regularizer that concerns one player may be chosen for both', () => {
  expect(paths({ regularizer: regularizer('r1', 'r1') })).toEqual([]);
  expect(paths({ regularizer: regularizer('r1', 'none') })).toEqual(['regularizer.generator']);
  expect(paths({ regularizer: regularizer('none', 'gradient-norm') })).toEqual(['regularizer.discriminator']);
});

it('build throws the first conflict, with the path of the choice at fault', () => {
  const clipped = { name: 'weight-clipping', limit: 0.01 };
  const setting = smallSetting({
    regularizer: { generator: { name: 'none' }, discriminator: clipped },
    scheme: { name: 'unrolled', steps: 2, kind: 'full' },
  });
  expect(() => build(setting)).toThrow(IncompatibleError);
  expect(() => build(setting)).toThrow(/^scheme: unrolled differentiates through the discriminator's updates/);
});

it('an error of a member that names no choice is a conflict of its own field', () => {
  expect(conflictBehind(new Error('needs 2 numbers'), 'target')).toEqual({
    field: 'target',
    reason: 'needs 2 numbers',
  });
  const conflict = { field: 'loss', player: 'generator', reason: 'compares scores of pairs' } as const;
  expect(conflictBehind(new IncompatibleError(conflict), 'game')).toBe(conflict);
});
