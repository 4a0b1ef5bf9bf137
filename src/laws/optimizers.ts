/** What every optimizer must keep: it descends, it is pure, and a run alone moves as it does among others. */
import type { BackendName, ElementType, Tensors } from '../core/engine/program.js';
import type { Optimizer } from '../core/gan/optimizers/_optimizer.js';
import { type Law, must, mustAgree, shortNumber } from './law.js';
import { memberOptions, withOtherOptions } from './member-options.js';
import { evaluateBody, type GivenInput, optionInputs, optionTensors, prepareBody, runPrepared } from './programs.js';

type Options = Record<string, unknown>;
export type PathGradient = (parameters: readonly number[], step: number) => number[];
export interface OptimizerPath {
  readonly start: readonly number[];
  readonly steps: number;
  readonly gradient: PathGradient;
  readonly backend?: BackendName;
  readonly elementType?: ElementType;
  readonly runs?: number;
}

function updateBody(optimizer: Optimizer, options: Options) {
  return (inputs: Tensors): Tensors => {
    const memory = Object.fromEntries(Object.keys(optimizer.memory).map((name) => [name, inputs[`memory/${name}`]!]));
    const step = { parameters: inputs.parameters!, memory };
    const next = optimizer.update(inputs.gradient!, step, optionTensors(options, inputs));
    const remembered = Object.entries(next.memory).map(([name, tensor]) => [`memory/${name}`, tensor]);
    return { parameters: next.parameters, ...Object.fromEntries(remembered) };
  };
}

/** The inputs of a first step: [runs, 1, length], `parameters` of all runs one after another. */
function firstInputs(
  optimizer: Optimizer,
  options: Options,
  { start, runs = 1 }: Pick<OptimizerPath, 'start' | 'runs'>,
): Record<string, GivenInput> {
  const length = start.length / runs;
  const vector = (values: readonly number[]): GivenInput => ({ shape: [runs, 1, length], values });
  const memory = Object.entries(optimizer.memory).map(([name, { size, start: value }]): [string, GivenInput] => {
    const columns = size === 'one' ? 1 : length;
    return [`memory/${name}`, { shape: [runs, 1, columns], values: new Array<number>(runs * columns).fill(value) }];
  });
  return {
    parameters: vector(start),
    gradient: vector(start.map(() => 0)),
    ...Object.fromEntries(memory),
    ...optionInputs(optimizer, options, runs),
  };
}

/** The parameters after each step. */
export async function optimizerPath(
  optimizer: Optimizer,
  options: Options,
  { start, steps, gradient, runs, ...on }: OptimizerPath,
): Promise<readonly (readonly number[])[]> {
  let given = firstInputs(optimizer, options, { start, ...(runs && { runs }) });
  const executable = await prepareBody(updateBody(optimizer, options), given, on);
  const visited: number[][] = [];
  for (let step = 1; step <= steps; step++) {
    const values = gradient(Array.from(given.parameters!.values), step);
    const next = await runPrepared(executable, { ...given, gradient: { ...given.gradient!, values } }, on);
    const moved = Object.entries(next).map(([name, array]) => [name, { ...given[name]!, values: array }] as const);
    given = { ...given, ...Object.fromEntries(moved) };
    visited.push(Array.from(given.parameters!.values));
  }
  executable.dispose();
  return visited;
}

const parabola = ([x, y]: readonly number[]) => (x! - 3) ** 2 + 10 * (y! + 1) ** 2;
const ofParabola: PathGradient = ([x, y]) => [2 * (x! - 3), 20 * (y! + 1)];
const rosenbrock = ([x, y]: readonly number[]) => (1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2;
const ofRosenbrock: PathGradient = ([x, y]) => [-2 * (1 - x!) - 400 * x! * (y! - x! * x!), 200 * (y! - x! * x!)];
/** Changes sign, so that what an optimizer remembers differs from what it sees. */
const wavy: PathGradient = (parameters, step) => parameters.map((x, i) => Math.cos(2 * step + i) + 0.3 * x);
const flat: PathGradient = (parameters) => parameters.map(() => 0);

function mustDescend(value: number, bound: number, what: string): void {
  must(value < bound, `${what} is ${shortNumber(value)}, not below ${shortNumber(bound)}`);
}

export const optimizerLaws: readonly Law<Optimizer>[] = [
  {
    name: 'minimises a parabola with condition number ten',
    async check(optimizer) {
      const options = memberOptions(optimizer, { lr: 0.03 });
      const visited = await optimizerPath(optimizer, options, { start: [0, 0], steps: 300, gradient: ofParabola });
      const what = '(x - 3)^2 + 10 (y + 1)^2 after 300 steps from (0, 0) with lr 0.03';
      mustDescend(parabola(visited[299]!), 1e-2 * parabola([0, 0]), what);
    },
  },
  {
    name: "descends into Rosenbrock's valley",
    async check(optimizer) {
      const start = [0.5, 0.6];
      const options = memberOptions(optimizer, { lr: 0.0005 });
      const visited = await optimizerPath(optimizer, options, { start, steps: 400, gradient: ofRosenbrock });
      const what = '(1 - x)^2 + 100 (y - x^2)^2 after 400 steps from (0.5, 0.6) with lr 0.0005';
      mustDescend(rosenbrock(visited[399]!), 0.1 * rosenbrock(start), what);
    },
  },
  {
    name: 'keeps exactly the memory that it declares',
    async check(optimizer) {
      const options = memberOptions(optimizer);
      const given = firstInputs(optimizer, options, { start: [1, 2, 3] });
      const next = await evaluateBody(updateBody(optimizer, options), given);
      const [returned, declared] = [Object.keys(next), Object.keys(optimizer.memory).map((name) => `memory/${name}`)];
      const kept = returned.filter((name) => name !== 'parameters');
      must(
        kept.sort().join() === declared.sort().join(),
        `update returns the memory ${textOf(kept)}, and declares ${textOf(declared)}`,
      );
      for (const [output, values] of Object.entries(next))
        must(
          values.length === given[output]!.values.length,
          `of 3 parameters ${output} has ${values.length} numbers, not ${given[output]!.values.length}`,
        );
    },
  },
  {
    name: 'is pure, and finite under a gradient of zero',
    async check(optimizer) {
      const options = memberOptions(optimizer);
      const path = { start: [1, -2], steps: 5, gradient: wavy };
      const [first, second] = [
        await optimizerPath(optimizer, options, path),
        await optimizerPath(optimizer, options, path),
      ];
      must(JSON.stringify(first) === JSON.stringify(second), 'the same five steps from (1, -2) end elsewhere');
      const still = await optimizerPath(optimizer, options, { ...path, gradient: flat });
      must(still[4]!.every(Number.isFinite), 'after five steps with a gradient of 0 a parameter is not finite');
    },
  },
  {
    name: 'has options that each have an effect',
    async check(optimizer) {
      const path = { start: [1, -2, 0.5], steps: 4, gradient: wavy };
      const usual = (await optimizerPath(optimizer, memberOptions(optimizer), path))[3];
      for (const { option, value, result } of withOtherOptions(optimizer, (given) => given)) {
        const changed = (await optimizerPath(optimizer, result, path))[3];
        must(
          JSON.stringify(changed) !== JSON.stringify(usual),
          `${option} = ${JSON.stringify(value)}: four steps end where they do without it`,
        );
      }
    },
  },
  ...(['float32', 'float64'] as const).map(
    (elementType): Law<Optimizer> => ({
      name: `moves a run alone as it does among others, to the bit in ${elementType}`,
      async check(optimizer) {
        const options = memberOptions(optimizer);
        const length = 5;
        const start = Array.from({ length: 3 * length }, (_, i) => Math.sin(3 * i));
        const gradient: PathGradient = (parameters, step) =>
          parameters.map((x, i) => Math.cos(2 * step + (i % length)) + 0.3 * x);
        const path = { steps: 6, gradient, elementType };
        const together = await optimizerPath(optimizer, options, { ...path, start, runs: 3 });
        for (const run of [0, 1, 2]) {
          const own = (x: readonly number[]) => x.slice(run * length, (run + 1) * length);
          const alone = await optimizerPath(optimizer, options, { ...path, start: own(start) });
          mustAgree(alone[5]!, own(together[5]!), {
            within: 0,
            what: (i) => `parameter ${i} of run ${run} after six steps, alone against among three,`,
          });
        }
      },
    }),
  ),
  {
    name: 'is the same compiled and eager',
    async check(optimizer) {
      const path = { start: [1, -2, 0.5, 0], steps: 20, gradient: wavy };
      const options = memberOptions(optimizer);
      const compiled = await optimizerPath(optimizer, options, { ...path, elementType: 'float32' });
      const eager = await optimizerPath(optimizer, options, { ...path, backend: 'tfjs' });
      mustAgree(compiled[19]!, eager[19]!, {
        within: 1e-6,
        what: (i) => `parameter ${i} after 20 steps, compiled against eager,`,
      });
    },
  },
];

const textOf = (names: readonly string[]) =>
  names.length === 0 ? 'nothing' : names.map((name) => name.replace('memory/', '')).join(', ');
