import { expect, test } from 'vitest';
import {
  halves,
  panelNodes,
  panelsBetween,
  type QuadraturePanel,
  refinePanels,
  splitAt,
  splitAtZeros,
} from './panels.js';

const whole: readonly QuadraturePanel[] = [{ low: 0, high: 2 }];
const at = (edges: readonly QuadraturePanel[]) => edges.map(({ low }) => low);

/** Integrals of functions over each panel. */
const integralsOf =
  (...of: readonly ((x: number) => number)[]) =>
  async (panels: readonly QuadraturePanel[]) =>
    panels.map((panel) => {
      const { x, weights } = panelNodes([panel]);
      return Float64Array.from(of, (f) => weights.reduce((sum, weight, i) => sum + weight * f(x[i]), 0));
    });

async function integral(panels: readonly QuadraturePanel[], f: (x: number) => number): Promise<number> {
  return (await integralsOf(f)(panels)).reduce((sum, [part]) => sum + part, 0);
}

test('panels lie between the edges, and further edges split them', () => {
  expect(panelsBetween(Float64Array.of(0, 1, 3))).toEqual([
    { low: 0, high: 1 },
    { low: 1, high: 3 },
  ]);
  expect(at(splitAt(panelsBetween(Float64Array.of(0, 1, 3)), [-1, 2, 1, 0.5, 0.25, 3, 7, 2]))).toEqual([
    0, 0.25, 0.5, 1, 2,
  ]);
});

test('a panel without a double within it is not halved', () => {
  const panels = [{ low: 1, high: 1 + Number.EPSILON }];
  expect(halves(panels)).toEqual(panels);
});

test.each<[string, (x: number) => number, number]>([
  ['a smooth function', Math.exp, Math.E ** 2 - 1],
  ['a kink', (x) => Math.abs(x - 0.3), (0.3 ** 2 + 1.7 ** 2) / 2],
  ['a jump', (x) => (x > 0.7 ? 1 : 0), 1.3],
  ['a root', Math.sqrt, (2 / 3) * 2 ** 1.5],
  ['a logarithm', Math.log, 2 * Math.LN2 - 2],
  ['a pole', (x) => 1 / Math.sqrt(x), 2 * Math.SQRT2],
])('halving stops when %s is integrated to 1e-9, and says how near it is', async (_, f, exact) => {
  const { panels, error } = await refinePanels(whole, integralsOf(f));
  const found = await integral(panels, f);
  expect(Math.abs(found - exact)).toBeLessThan(1e-9);
  expect(error).toBeLessThan(1e-9);
  expect(Math.abs((await integral(halves(panels), f)) - found)).toBeLessThanOrEqual(error * 3 + 1e-13);
});

test('of several integrals, the worst decides', async () => {
  const both = await refinePanels(
    whole,
    integralsOf(Math.exp, (x) => Math.abs(x - 0.3)),
  );
  expect(Math.abs((await integral(both.panels, (x) => Math.abs(x - 0.3))) - 1.49)).toBeLessThan(1e-9);
});

test('zeros end panels: one panel more each', async () => {
  const found = await splitAtZeros(whole, async (x) => [x.map((v) => v ** 2 - 2), x.map((v) => (v > 0.7 ? 1 : -1))]);
  expect(found).toHaveLength(3);
  expect(found[1].low).toBeCloseTo(0.7, 14);
  expect(found[2].low).toBeCloseTo(Math.SQRT2, 14);
});

test('a function that is 0 at a node or not a number elsewhere is split once, at its zero', async () => {
  const { x } = panelNodes(whole);
  const found = await splitAtZeros(whole, async (at) => [at.map((v) => v - x[3]), at.map(() => Number.NaN)]);
  expect(at(found)).toEqual([0, expect.closeTo(x[3], 14)]);
});
