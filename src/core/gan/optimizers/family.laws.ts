/** What every optimizer must keep. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { optionsOf, withOtherValues } from '../../../../test/support/members.js';
import {
  distance,
  evaluate,
  type Given,
  optionInputs,
  optionTensors,
  prepare,
  run,
} from '../../../../test/support/programs.js';
import type { BackendName, ElementType, Tensors } from '../../engine/program.js';
import { families } from '../families.js';
import type { Optimizer } from './_optimizer.js';

const { optimizers } = families;

type Options = Record<string, unknown>;
type Gradient = (parameters: readonly number[], step: number) => number[];
interface Walk {
  readonly start: readonly number[];
  readonly steps: number;
  readonly gradient: Gradient;
  readonly backend?: BackendName;
  readonly elementType?: ElementType;
  readonly runs?: number;
}

function bodyOf(optimizer: Optimizer, options: Options) {
  return (inputs: Tensors): Tensors => {
    const memory = Object.fromEntries(Object.keys(optimizer.memory).map((name) => [name, inputs[`memory/${name}`]]));
    const step = { parameters: inputs.parameters, memory };
    const next = optimizer.update(inputs.gradient, step, optionTensors(options, inputs));
    const remembered = Object.entries(next.memory).map(([name, tensor]) => [`memory/${name}`, tensor]);
    return { parameters: next.parameters, ...Object.fromEntries(remembered) };
  };
}

/** The inputs of a first step: [runs, 1, length], `parameters` of all runs one after another. */
function firstStep(optimizer: Optimizer, options: Options, { start, runs = 1 }: Pick<Walk, 'start' | 'runs'>) {
  const length = start.length / runs;
  const vector = (values: readonly number[]): Given => ({ shape: [runs, 1, length], values });
  const memory = Object.entries(optimizer.memory).map(([name, { size, start: value }]): [string, Given] => {
    const columns = size === 'one' ? 1 : length;
    return [`memory/${name}`, { shape: [runs, 1, columns], values: new Array<number>(runs * columns).fill(value) }];
  });
  return {
    parameters: vector(start),
    gradient: vector(start.map(() => 0)),
    ...Object.fromEntries(memory),
    ...optionInputs(optimizer, options, runs),
  } satisfies Record<string, Given>;
}

/** The parameters after each step. */
async function walk(optimizer: Optimizer, options: Options, { start, steps, gradient, runs, ...on }: Walk) {
  let given: Record<string, Given> = firstStep(optimizer, options, { start, ...(runs && { runs }) });
  const executable = await prepare(bodyOf(optimizer, options), given, on);
  const visited: number[][] = [];
  for (let step = 1; step <= steps; step++) {
    const values = gradient(Array.from(given.parameters.values), step);
    const next = await run(executable, { ...given, gradient: { ...given.gradient, values } }, on);
    given = { ...given, ...mapValues(next, (array, name) => ({ ...given[name], values: array })) };
    visited.push(Array.from(given.parameters.values));
  }
  executable.dispose();
  return visited;
}

function mapValues<A, B>(record: Record<string, A>, to: (value: A, key: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value, key)]));
}

const parabola = ([x, y]: readonly number[]) => (x - 3) ** 2 + 10 * (y + 1) ** 2;
const ofParabola: Gradient = ([x, y]) => [2 * (x - 3), 20 * (y + 1)];
const rosenbrock = ([x, y]: readonly number[]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
const ofRosenbrock: Gradient = ([x, y]) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)];
/** Changes sign, so that what an optimizer remembers differs from what it sees. */
const wavy: Gradient = (parameters, step) => parameters.map((x, i) => Math.cos(2 * step + i) + 0.3 * x);

for (const [name, optimizer] of optimizers) {
  const options = optionsOf(optimizer);
  const withRate = (lr: number) => optionsOf(optimizer, { lr });

  describe(`optimizer ${name}`, () => {
    test('finds the bottom of a parabola, ten times steeper in one direction than in the other', async () => {
      const visited = await walk(optimizer, withRate(0.03), { start: [0, 0], steps: 300, gradient: ofParabola });
      expect(parabola(visited[299])).toBeLessThan(1e-2 * parabola([0, 0]));
    });

    test("descends into Rosenbrock's valley", async () => {
      const start = [0.5, 0.6];
      const visited = await walk(optimizer, withRate(0.0005), { start, steps: 400, gradient: ofRosenbrock });
      expect(rosenbrock(visited[399])).toBeLessThan(0.1 * rosenbrock(start));
    });

    test('remembers what it declares, and nothing else', async () => {
      const given = firstStep(optimizer, options, { start: [1, 2, 3] });
      const next = await evaluate(bodyOf(optimizer, options), given);
      expect(Object.keys(next).sort()).toEqual(
        ['parameters', ...Object.keys(optimizer.memory).map((m) => `memory/${m}`)].sort(),
      );
      for (const [output, values] of Object.entries(next))
        expect(values.length, output).toBe((given as Record<string, Given>)[output].values.length);
    });

    test('is pure, and finite under a gradient of zero', async () => {
      const path = { start: [1, -2], steps: 5, gradient: wavy };
      expect(await walk(optimizer, options, path)).toEqual(await walk(optimizer, options, path));
      const flat: Gradient = (parameters) => parameters.map(() => 0);
      const still = await walk(optimizer, options, { ...path, gradient: flat });
      expect(still[4].every(Number.isFinite)).toBe(true);
    });

    test('lists options that act', async () => {
      const path = { start: [1, -2, 0.5], steps: 4, gradient: wavy };
      const usual = (await walk(optimizer, options, path))[3];
      for (const { option, value, result } of withOtherValues(optimizer, (given) => given))
        expect((await walk(optimizer, result, path))[3], `${option} = ${value}`).not.toEqual(usual);
    });

    test.each(['float32', 'float64'] as const)(
      'moves a run alone as it does among others, to the bit in %s',
      async (elementType) => {
        const length = 37;
        const starts = [3, 1, 2].map((run) => Array.from({ length }, (_, i) => Math.sin(run * 10 + i)));
        const gradient: Gradient = (parameters, step) => parameters.map((x) => Math.fround(x * x - 0.1 * step));
        const path = { steps: 6, gradient, elementType };
        const together = await walk(optimizer, options, { ...path, start: starts.flat(), runs: 3 });
        for (const [r, start] of starts.entries())
          expect((await walk(optimizer, options, { ...path, start }))[5]).toEqual(
            together[5].slice(r * length, (r + 1) * length),
          );
      },
    );

    test('moves the same compiled as eager', async () => {
      const path = { start: [1, -2, 0.5, 0], steps: 20, gradient: wavy };
      const compiled = await walk(optimizer, options, { ...path, elementType: 'float32' });
      const eager = await walk(optimizer, options, { ...path, backend: 'tfjs' });
      expect(distance(compiled[19], eager[19])).toBeLessThan(1e-6);
    });
  });
}

interface Golden {
  readonly made: string;
  readonly curvature: number[];
  readonly centre: number[];
  readonly start: number[];
  readonly steps: number[];
  readonly cases: { readonly name: string; readonly options: Options; readonly visited: number[][] }[];
}
// Made by test/golden/optimizers.py.
const golden: Golden = JSON.parse(
  readFileSync(new URL('../../../../test/golden/optimizers.json', import.meta.url), 'utf8'),
);

describe(`optimizers against ${golden.made}`, () => {
  const { curvature, centre, start, steps } = golden;
  const gradient: Gradient = (parameters, step) =>
    parameters.map((x, i) => (1 + 0.5 * Math.sin(step)) * curvature[i] * (x - centre[i]));

  test('covers every optimizer', () => {
    expect([...new Set(golden.cases.map(({ name }) => name))].sort()).toEqual([...optimizers.keys()]);
  });

  test.each(golden.cases)('$name with $options takes the same path', async ({ name, options, visited }) => {
    const optimizer = optimizers.get(name)!;
    const path = await walk(optimizer, optionsOf(optimizer, options), { start, steps: Math.max(...steps), gradient });
    expect(
      distance(
        steps.flatMap((step) => path[step - 1]),
        visited.flat(),
      ),
    ).toBeLessThan(1e-11);
  });
});
