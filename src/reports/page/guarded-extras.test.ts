import { expect, it } from 'vitest';
import { cellOf, experimentOf, recordOf } from '../../../test/support/records.js';
import { extrasWith } from '../../../test/support/reports/extras.js';
import { guardedExtras } from './guarded-extras.js';

const cell = cellOf('minimax', 0.01);
const record = recordOf(experimentOf([], { seeds: 1, cells: [cell] }), []);
const game = { random: false, equilibrium: [1, 2], field: null } as const;

it('a vector field that throws is 0, so that no arrow is drawn, and the rest of the game is kept', async () => {
  const field = async (): Promise<never> => {
    throw new Error('no luck');
  };
  const { extras, failures } = guardedExtras({ ...extrasWith(), game: async () => ({ ...game, field }) });
  const known = await extras.game!(cell.setting);
  expect(known).toMatchObject({ random: false, equilibrium: [1, 2] });
  expect(await known!.field!([Float64Array.of(3, 4)])).toEqual([Float64Array.of(0, 0)]);
  await known!.field!([]);
  expect([...failures]).toEqual([`the vector field of the game ${cell.setting.game.name}: no luck`]);
});

it('what does not throw is passed on', async () => {
  const field = async (points: readonly Float64Array[]) => points;
  const nulls = new Map([['js', { absent: 'why' }]]);
  const given = { ...extrasWith(), game: async () => ({ ...game, field }), nulls: () => nulls };
  const { extras, failures } = guardedExtras(given);
  const known = await extras.game!(cell.setting);
  expect(await known!.field!([Float64Array.of(3, 4)])).toEqual([Float64Array.of(3, 4)]);
  expect(extras.nulls!(record, cell.setting)).toBe(nulls);
  expect(await guardedExtras(extrasWith()).extras.game!(cell.setting)).toBeNull();
  expect(failures.size).toBe(0);
});
