/** Trains a setting from several seeds at once: compiled programs compute the steps of a group of them side by side. */

import type { Backend, Executable, FloatArray } from '../engine/program.js';
import type { Parts } from '../gan/build.js';
import { openCallGroup, type Prepare } from './call-group.js';
import { runsPerCall, stepsPerCall } from './call-size.js';
import { scalarsOf } from './scalars.js';
import { type StateLayout, stateLayout } from './state-layout.js';

export interface Trainer {
  readonly seeds: readonly number[];
  readonly layout: StateLayout;
  /** How many steps have been taken. */
  readonly step: number;
  /** Takes steps until `step` is reached, or until `shouldPause`, which is called after every few, returns true. */
  trainTo(step: number, shouldPause?: () => boolean): Promise<void>;
  /** A copy of one seed's packed state. Throws where the seed is not trained here. */
  state(seed: number): FloatArray;
  /** Sets every seed's state as `state` returned it. Training continues from `step` with the same bits as without the pause. Throws where a state has another length. */
  restore(states: ReadonlyMap<number, FloatArray>, step: number): void;
  dispose(): void;
}

/** Compiled programs by structure: settings that differ only in scalars share one. */
export type CompiledPrograms = Map<string, Promise<Executable>>;

export interface TrainerOptions {
  readonly seeds: readonly number[];
  readonly backend: Backend;
  /** Programs are shared, and outlive the trainer. */
  readonly compiled?: CompiledPrograms;
  /** How many runs and steps a call computes; by default what is fastest. The bits do not depend on it. */
  readonly runsPerCall?: number;
  readonly stepsPerCall?: number;
}

/** A trainer at step 0. Nothing is compiled before its first steps: a program of several is, once so many are taken at once. */
export async function openTrainer(parts: Parts, options: TrainerOptions): Promise<Trainer> {
  const { seeds, backend } = options;
  const compiled: CompiledPrograms = options.compiled ?? new Map();
  const layout = stateLayout(parts);
  const many = options.stepsPerCall ?? stepsPerCall(parts, backend);
  const groups = inGroups(seeds, options.runsPerCall ?? runsPerCall(parts)).map((own) =>
    openCallGroup(parts, own, preparing(parts, backend, compiled)),
  );
  let step = 0;

  const groupOf = (seed: number) => {
    const group = groups.find((one) => one.seeds.includes(seed));
    if (!group) throw new Error(`seed ${seed} is not trained here: ${seeds.join(', ')}`);
    return group;
  };

  return {
    seeds,
    layout,
    get step() {
      return step;
    },
    async trainTo(toStep, shouldPause = () => false) {
      while (step < toStep) {
        const steps = toStep - step >= many ? many : 1;
        for (const group of groups) await group.take(step, steps);
        step += steps;
        if (shouldPause()) return;
      }
    },
    state: (seed) => groupOf(seed).state(seed).slice(),
    restore(states, atStep) {
      for (const [seed, saved] of states) {
        if (saved.length !== layout.length)
          throw new Error(
            `a state of ${saved.length} numbers is not of this setting: its states have ${layout.length}`,
          );
        groupOf(seed).state(seed).set(saved);
      }
      step = atStep;
    },
    dispose() {
      if (options.compiled) return;
      for (const executable of compiled.values()) executable.then((it) => it.dispose()).catch(() => undefined); // a graph that failed to compile has nothing to free
    },
  };
}

/** Prepares each program once. The bits of a program depend on its structure alone, not on the target or on scalars. */
function preparing(parts: Parts, backend: Backend, compiled: CompiledPrograms): Prepare {
  const { structure } = scalarsOf(parts);
  return (program, { runs, steps }) => {
    const key = JSON.stringify([structure, parts.game.dim, parts.game.rows, runs, steps]);
    const known = compiled.get(key);
    if (known) return known;
    const executable = backend.prepare(program, { elementType: parts.setting.dtype });
    compiled.set(key, executable);
    return executable;
  };
}

/** Groups of nearly equal size, of at most `most` seeds. */
function inGroups(seeds: readonly number[], most: number): readonly (readonly number[])[] {
  const count = Math.ceil(seeds.length / most);
  return Array.from({ length: count }, (_, i) =>
    seeds.slice(Math.floor((i * seeds.length) / count), Math.floor(((i + 1) * seeds.length) / count)),
  );
}
