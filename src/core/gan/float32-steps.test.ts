import { describe, expect, it } from 'vitest';
import { file, problemsOf } from '../../../test/support/experiment-files.js';
import { float32Step, tooNarrowForFloat32 } from './float32-steps.js';
import { finiteSet } from './targets/_sample-sets.js';
import { mixture } from './targets/mixture.js';

describe("float32's step", () => {
  // numpy.spacing(numpy.float32(x))
  it.each([
    [1, 1.1920929e-7],
    [1e6, 0.0625],
    [-1e6, 0.0625],
    [1.999, 1.1920929e-7],
    [16_777_216, 2],
    [0, 1.4e-45],
    [1e-40, 1.4e-45],
  ])('at %d is %d', (x, step) => {
    expect(float32Step(x) / step).toBeCloseTo(1, 2);
  });

  it('is the distance to the next number, at any size', () => {
    for (const x of [3.7, 0.1, 123_456, 2 ** 20, 2 ** 20 - 1]) {
      const single = Math.fround(x);
      expect(Math.fround(single + 0.4 * float32Step(single))).toBe(single);
      expect(Math.fround(single + 0.6 * float32Step(single))).toBe(single + float32Step(single));
    }
  });
});

describe('a target is too narrow for float32', () => {
  const at = (mean: number, std: number) => mixture.create({ means: [mean, 0], stds: [std, 1], weights: [1, 1] });
  it.each([
    [1e6, 0.001, true],
    [1e6, 0.0624, true],
    [1e6, 0.0626, false],
    [-1e6, 0.001, true],
    [1, 0.001, false],
    [2, 1e-8, true],
  ])('with a mode at %d of std %d: %s', (mean, std, isNarrow) => {
    expect(tooNarrowForFloat32(at(mean, std)) !== null).toBe(isNarrow);
  });

  it('where a column of a file varies by less than a step, whatever the others do; a constant one is a point', () => {
    const rows = (...columns: readonly (readonly number[])[]) =>
      finiteSet(
        Float64Array.from(columns[0].flatMap((_, i) => columns.map((column) => column[i]))),
        columns.length,
        'rows',
      );
    expect(tooNarrowForFloat32(rows([1e6, 1e6 + 1e-3], [0, 1]))).toMatch(/^its standard deviation 0.000500 is below/);
    expect(tooNarrowForFloat32(rows([1e6, 2e6], [0, 1e-3], [1e6, 1e6]))).toBeNull();
  });
});

describe('an experiment file', () => {
  const far = (more = '', base = '') =>
    problemsOf(file(more, base).replace('name: ring, modes: 8', 'name: ring, modes: 8, radius: 1000000, std: 0.001'));
  const reason = "its standard deviation 0.00100 is below float32's step of 0.0625 at 1.00e+6: set dtype: float64";

  it('names the line of such a target', async () => {
    const [line, ...rest] = await far();
    expect(line).toContain(`4:11: base.target: ${reason}`);
    expect(rest).toEqual([]);
  });

  it('may have it in float64', async () => {
    expect(await far('', '  dtype: float64\n')).toEqual([]);
  });

  it('names the entry that sets float32, too', async () => {
    const [line] = await far('also:\n  - { dtype: float32 }\n', '  dtype: float64\n');
    expect(line).toMatch(/^4:11: base\.target: its .* \(with also\[0\]\.dtype, line 10\)$/);
  });
});
