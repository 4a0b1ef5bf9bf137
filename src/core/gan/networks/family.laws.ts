/** What every network must keep. */
import { describe, expect, test } from 'vitest';
import { optionsOf, otherValues, withOtherValues } from '../../../../test/support/members.js';
import { distance, evaluate, type Given, prepare, run } from '../../../../test/support/programs.js';
import type { Tensors } from '../../engine/program.js';
import { grad, type Tensor3D, tf } from '../../engine/tf.js';
import { stream } from '../../math/random/random.js';
import { families } from '../families.js';
import { type BuiltNetwork, type ForwardPass, type Network, parameterCount } from './_network.js';

const { networks } = families;

const BATCH = 5;
const ROWS = 6; // of a reference batch
const seeded = (seed: number) => stream({ seed, purpose: 'laws', step: 0 });

/** The first of these sizes that the network takes: some need as many outputs as inputs, or one of each. */
const SIZES = [
  { inputs: 3, outputs: 2 },
  { inputs: 2, outputs: 2 },
  { inputs: 1, outputs: 1 },
];

function create(network: Network, options: Record<string, unknown>): BuiltNetwork {
  const problems: unknown[] = [];
  for (const size of SIZES)
    try {
      return network.create(options, { ...size, ...families });
    } catch (problem) {
      problems.push(problem);
    }
  throw new AggregateError(problems, `${network.name} takes none of the sizes`);
}

/** Starting parameters, shaken so that none is 0: the flat vector. */
function start(built: BuiltNetwork, seed = 1): Float64Array {
  const flat = new Float64Array(parameterCount(built));
  built.initialize(flat, seeded(seed));
  return flat.map((value, i) => value + 0.05 * Math.sin(7 * i + seed));
}

/** Every parameter's matrix of `runs` runs as an input, named by the parameter, and a batch. */
function inputsOf(built: BuiltNetwork, flats: readonly Float64Array[]): Record<string, Given> {
  let at = 0;
  const matrices = built.parameters.map(({ name, rows, columns }): [string, Given] => {
    const from = at;
    at += rows * columns;
    const values = flats.flatMap((flat) => [...flat.subarray(from, from + rows * columns)]);
    return [name, { shape: [flats.length, rows, columns], values }];
  });
  const x = flats.flatMap((_, run) =>
    Array.from({ length: BATCH * built.inputs }, (_, i) => 2 * Math.cos(5 * i + 3 * run) + 0.1),
  );
  const reference = flats.flatMap((_, run) =>
    Array.from({ length: ROWS * built.inputs }, (_, i) => Math.sin(3 * i + run)),
  );
  const draws = Object.entries(built.draws ?? {}).map(([name, columns], k): [string, Given] => {
    const values = flats.flatMap((_, run) =>
      Array.from({ length: BATCH * columns }, (_, i) => (1 + Math.sin(4 * i + k + run)) / 2),
    );
    return [`draw/${name}`, { shape: [flats.length, BATCH, columns], values }];
  });
  return {
    ...Object.fromEntries([...matrices, ...draws]),
    x: { shape: [flats.length, BATCH, built.inputs], values: x },
    reference: { shape: [flats.length, ROWS, built.inputs], values: reference },
  };
}

type How = 'in training' | 'evaluated';
const passOf = (how: How, inputs: Tensors): ForwardPass =>
  how === 'evaluated' ? { reference: inputs.reference } : { draw: (name) => inputs[`draw/${name}`] };

function bodyOf(built: BuiltNetwork, how: How = 'in training') {
  return (inputs: Tensors): Tensors => {
    const matrices = built.parameters.map(({ name }) => inputs[name]);
    const forward = () => built.forward(matrices, inputs.x, passOf(how, inputs));
    const slopes = grad<Tensor3D>(() => tf.square(forward()), matrices);
    return { y: forward(), ...Object.fromEntries(built.parameters.map(({ name }, i) => [`d ${name}`, slopes[i]])) };
  };
}

/** Words of options past the first other one, which `withOtherValues` takes. */
function otherWords(network: Network, create: (options: Record<string, unknown>, option: string) => BuiltNetwork) {
  return Object.keys(network.options).flatMap((option) => {
    const words = otherValues(network, option, families).filter((value) => typeof value === 'string');
    return words.slice(1).map((value) => {
      const result = create(optionsOf(network, { [option]: value }), option);
      return { option, value, result };
    });
  });
}

/** Whether it is run otherwise in training than evaluated, where a feature of the batch has no value. */
const differs = ({ draws, batchwise }: BuiltNetwork) => (draws || batchwise) && !batchwise?.includes('feature');

for (const [name, network] of networks) {
  const small = 'hidden' in network.options ? { hidden: [6, 5] } : {};
  const built = create(network, optionsOf(network, small));
  const accepts = (options: Record<string, unknown>, option: string) =>
    create(network, option === 'hidden' ? options : { ...options, ...small });
  /** The network as it is, and with another value of each option; of words, every other one. */
  const variants = [
    { says: 'as it is', built, how: 'in training' as How },
    ...[...withOtherValues(network, accepts, families), ...otherWords(network, accepts)].flatMap(
      ({ option, value, result }) => {
        const says = `${option} = ${JSON.stringify(value)}`;
        const passes: How[] = differs(result) ? ['in training', 'evaluated'] : ['in training'];
        return passes.map((how) => ({ says, built: result, how }));
      },
    ),
  ];

  describe(`network ${name}`, () => {
    test('fills its flat vector of parameters exactly, by the stream alone', () => {
      const count = parameterCount(built);
      const out = new Float64Array(count + 2).fill(Number.NaN);
      built.initialize(out.subarray(1, count + 1), seeded(1));
      expect([out[0], out[count + 1]]).toEqual([Number.NaN, Number.NaN]);
      expect(out.subarray(1, count + 1).every(Number.isFinite)).toBe(true);
      const again = new Float64Array(count);
      built.initialize(again, seeded(1));
      expect(again).toEqual(out.slice(1, count + 1));
    });

    test('names its parameters once each, and its layers by them', () => {
      const names = built.parameters.map((parameter) => parameter.name);
      expect(new Set(names).size).toBe(names.length);
      for (const { weights, bias } of built.layers ?? []) {
        expect(names).toContain(weights);
        if (bias) expect(names).toContain(bias);
      }
    });

    test('maps [runs, batch, inputs] to [runs, batch, outputs], and every parameter acts', async () => {
      const result = await evaluate(bodyOf(built), inputsOf(built, [start(built)]));
      expect(result.y.length).toBe(BATCH * built.outputs);
      for (const parameter of built.parameters)
        expect(
          result[`d ${parameter.name}`].some((slope) => slope !== 0),
          parameter.name,
        ).toBe(true);
    });

    test.runIf(built.layers)('computes what its layers say', async () => {
      const flat = start(built);
      const given = inputsOf(built, [flat]);
      const { y } = await evaluate(bodyOf(built), given);
      expect(distance(y, byLayers(built, given))).toBeLessThan(1e-13);
    });

    test.each(variants)('computes a run alone as among others, to the bit: $says, $how', async ({ built, how }) => {
      const flats = [1, 2, 3].map((seed) => start(built, seed));
      const together = inputsOf(built, flats);
      for (const elementType of ['float32', 'float64'] as const) {
        const all = await evaluate(bodyOf(built, how), together, { elementType });
        for (const run of [0, 1, 2]) {
          const alone = await evaluate(bodyOf(built, how), onlyRun(together, run), { elementType });
          for (const [output, values] of Object.entries(alone))
            expect(values, output).toEqual(all[output].slice(run * values.length, (run + 1) * values.length));
        }
      }
    });

    test.each(variants)(
      'computes the same compiled as eager, gradients included: $says, $how',
      async ({ built, how }) => {
        const given = inputsOf(built, [start(built)]);
        const compiled = await evaluate(bodyOf(built, how), given, { elementType: 'float32' });
        const eager = await evaluate(bodyOf(built, how), given, { backend: 'tfjs' });
        for (const output of Object.keys(eager))
          expect(distance(compiled[output], eager[output]), output).toBeLessThan(1e-5);
      },
    );

    test.each(variants)(
      'has the second derivatives that a gradient penalty needs: $says, $how',
      async ({ built, how }) => {
        const given = inputsOf(built, [start(built)]);
        const names = built.parameters.map((parameter) => parameter.name);
        const body = (inputs: Tensors): Tensors => {
          const matrices = names.map((name) => inputs[name]);
          const regularizer = () =>
            tf.sum(tf.square(grad(() => built.forward(matrices, inputs.x, passOf(how, inputs)), [inputs.x])[0]));
          const slopes = grad<Tensor3D>(regularizer, matrices);
          return {
            regularizer: tf.reshape(regularizer(), [1, 1, 1]),
            ...Object.fromEntries(names.map((name, i) => [name, slopes[i]])),
          };
        };
        const executable = await prepare(body, given, {});
        const here = await run(executable, given, {});
        const h = 1e-6;
        for (const name of names)
          for (const at of [0, given[name].values.length - 1]) {
            const [up, down] = await Promise.all(
              [h, -h].map((by) => {
                const values = Array.from(given[name].values, (value, i) => value + (i === at ? by : 0));
                return run(executable, { ...given, [name]: { ...given[name], values } }, {});
              }),
            );
            const difference = (up.regularizer[0] - down.regularizer[0]) / (2 * h);
            expect(distance([here[name][at]], [difference]), `${name}[${at}]`).toBeLessThan(1e-6);
          }
        executable.dispose();
      },
    );

    test('lists options that act', async () => {
      const story = async (network: BuiltNetwork) => {
        const flat = new Float64Array(parameterCount(network));
        network.initialize(flat, seeded(1));
        return [[...flat], (await evaluate(bodyOf(network), inputsOf(network, [flat]))).y];
      };
      const usual = await story(built);
      for (const { says, built, how } of variants.slice(1))
        if (how === 'in training') expect(await story(built), says).not.toEqual(usual);
    });
  });
}

/** One run's part of every input. */
function onlyRun(given: Record<string, Given>, run: number): Record<string, Given> {
  return Object.fromEntries(
    Object.entries(given).map(([name, { shape, values }]): [string, Given] => {
      const length = shape[1] * shape[2];
      const part = Array.from(values).slice(run * length, (run + 1) * length);
      return [name, { shape: [1, shape[1], shape[2]], values: part }];
    }),
  );
}

/** A chain of dense layers with kinks at 0, in plain loops. */
function byLayers(built: BuiltNetwork, given: Record<string, Given>): number[] {
  let rows = chunk(Array.from(given.x.values), built.inputs);
  for (const { weights, bias, slopes } of built.layers!) {
    const { shape, values } = given[weights];
    rows = rows.map((row) =>
      Array.from({ length: shape[2] }, (_, j) => {
        const product = row.reduce((sum, x, i) => sum + x * values[i * shape[2] + j], 0);
        const sum = product + (bias ? given[bias].values[j] : 0);
        return sum * (sum < 0 ? slopes!.negative : slopes!.positive);
      }),
    );
  }
  return rows.flat();
}

function chunk(values: readonly number[], size: number): number[][] {
  return Array.from({ length: values.length / size }, (_, i) => values.slice(i * size, (i + 1) * size));
}
