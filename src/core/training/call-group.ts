/** Runs that one call of a program trains side by side, with the arrays that they share. */

import type { Executable, FloatArray } from '../engine/program.js';
import type { Parts } from '../gan/build.js';
import { stream } from '../math/random/random.js';
import { startingState } from './state-layout.js';
import { type StepProgram, stepProgram } from './step-program.js';

/** Prepares a program of so many runs and steps. Programs of equal structure are prepared once. */
export type Prepare = (
  program: StepProgram,
  size: { readonly runs: number; readonly steps: number },
) => Promise<Executable>;

export interface CallGroup {
  readonly seeds: readonly number[];
  /** Takes `steps` steps from `step` on, in one call. The first call of so many steps prepares their program. */
  take(step: number, steps: number): Promise<void>;
  /** One seed's packed state: a view. */
  state(seed: number): FloatArray;
}

export function openCallGroup(parts: Parts, seeds: readonly number[], prepare: Prepare): CallGroup {
  const runs = seeds.length;
  const { layout } = stepProgram(parts, runs);
  let packed = arrayFor(parts, runs * layout.length);
  const state = (seed: number) => {
    const s = seeds.indexOf(seed);
    return packed.subarray(s * layout.length, (s + 1) * layout.length);
  };
  for (const seed of seeds) state(seed).set(startingState(parts, seed));
  const calls = new Map<number, Promise<Call>>();
  const callOf = (steps: number) => {
    const known = calls.get(steps);
    if (known) return known;
    const opening = openCall(parts, { seeds, steps, prepare });
    calls.set(steps, opening);
    return opening;
  };
  return {
    seeds,
    async take(step, steps) {
      packed = await (await callOf(steps))(packed, step);
    },
    state,
  };
}

/** The packed state of all runs after the call's steps, from the one before them. */
type Call = (packed: FloatArray, step: number) => Promise<FloatArray>;

async function openCall(
  parts: Parts,
  { seeds, steps, prepare }: { readonly seeds: readonly number[]; readonly steps: number; readonly prepare: Prepare },
): Promise<Call> {
  const program = stepProgram(parts, seeds.length, steps);
  const { scalars, sources } = program;
  const executable = await prepare(program, { runs: seeds.length, steps });
  const shape = program.inputs.scalars;
  const scalarInput = shape ? arrayFor(parts, shape[0] * shape[1] * shape[2]) : null;
  const fillScalars = (step: number) => {
    const rows = shape[1] === 1 ? [step] : Array.from({ length: steps }, (_, k) => step + k);
    const values = rows.flatMap((row) => scalars.at(row));
    for (let s = 0; s < seeds.length; s += 1) scalarInput!.set(values, s * values.length);
  };
  if (scalarInput) fillScalars(0);
  const draws = Object.entries(program.inputs)
    .filter(([name]) => name.includes('/') && executable.usedInputs.has(name))
    .map(([purpose, [runs, rows, columns]]) => ({
      purpose,
      source: sources.find(({ name }) => purpose.startsWith(`${name}/`))!,
      length: (rows / steps) * columns,
      array: arrayFor(parts, runs * rows * columns),
    }));
  return async (packed, step) => {
    const inputs: Record<string, FloatArray> = { state: packed };
    if (scalarInput) {
      if (scalars.isScheduled) fillScalars(step);
      inputs.scalars = scalarInput;
    }
    for (const { purpose, source, length, array } of draws) {
      let at = 0;
      for (const seed of seeds)
        for (let k = 0; k < steps; k += 1, at += length)
          source.sample(array.subarray(at, at + length), stream({ seed, purpose, step: step + k }));
      inputs[purpose] = array;
    }
    return (await executable.run(inputs)).state;
  };
}

function arrayFor({ setting }: Parts, length: number): FloatArray {
  return setting.dtype === 'float64' ? new Float64Array(length) : new Float32Array(length);
}
