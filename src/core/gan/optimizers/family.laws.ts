import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { testLaws } from '../../../../test/support/laws.js';
import { optionsOf } from '../../../../test/support/members.js';
import { distance } from '../../../../test/support/programs.js';
import { optimizerLaws, optimizerPath, type PathGradient } from '../../../laws/optimizers.js';
import { families } from '../families.js';

const { optimizers } = families;

testLaws('optimizer', optimizers, optimizerLaws);

interface Golden {
  readonly made: string;
  readonly curvature: number[];
  readonly centre: number[];
  readonly start: number[];
  readonly steps: number[];
  readonly cases: { readonly name: string; readonly options: Record<string, unknown>; readonly visited: number[][] }[];
}
// Made by test/golden/optimizers.py.
const golden: Golden = JSON.parse(
  readFileSync(new URL('../../../../test/golden/optimizers.json', import.meta.url), 'utf8'),
);

describe(`optimizers against ${golden.made}`, () => {
  const { curvature, centre, start, steps } = golden;
  const gradient: PathGradient = (parameters, step) =>
    parameters.map((x, i) => (1 + 0.5 * Math.sin(step)) * curvature[i] * (x - centre[i]));

  test('covers every optimizer', () => {
    expect([...new Set(golden.cases.map(({ name }) => name))].sort()).toEqual([...optimizers.keys()]);
  });

  test.each(golden.cases)('$name with $options takes the same path', async ({ name, options, visited }) => {
    const optimizer = optimizers.get(name)!;
    const path = await optimizerPath(optimizer, optionsOf(optimizer, options), {
      start,
      steps: Math.max(...steps),
      gradient,
    });
    expect(
      distance(
        steps.flatMap((step) => path[step - 1]),
        visited.flat(),
      ),
    ).toBeLessThan(1e-11);
  });
});
