/** Where small games end under the settings of three notebooks, recomputed from their definitions. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { endOf, gameSetting } from '../../../../test/support/games.js';
import type { Players } from '../players.js';
import type { Choice, Setting } from '../setting.js';

interface Golden {
  readonly made: string;
  readonly cases: {
    readonly says: string;
    readonly game: Choice;
    readonly setting: Partial<Omit<Setting, 'optimizer'>> & { readonly optimizer: Choice | Players<Choice> };
    readonly steps: number;
    readonly end: number[];
  }[];
}
// Made by test/golden/end-states.py.
const golden: Golden = JSON.parse(
  readFileSync(new URL('../../../../test/golden/end-states.json', import.meta.url), 'utf8'),
);

describe(`end states against ${golden.made}`, () => {
  it.each(golden.cases)('$says: $end', async ({ game, setting, steps, end }) => {
    const { optimizer, ...rest } = setting;
    const both = 'name' in optimizer ? { generator: optimizer, discriminator: optimizer } : optimizer;
    const found = await endOf(gameSetting(game, { ...rest, optimizer: both as Players<Choice>, steps }));
    // Relative: some of them end near 0, some far from it.
    for (const [i, value] of [found.generator, found.discriminator].entries())
      expect(Math.abs(value - end[i]), String(value)).toBeLessThan(1e-9 * Math.abs(end[i]) + 1e-16);
  });
});
