/** Optimizers: one player's step on its flat vector of parameters. An optimizer never sees the other player. */
import type { Tensor3D } from '../../engine/tf.js';
import type { Member } from '../family.js';
import { type Options, type ProgramOptions, type ScalarOption, scheduleOf } from '../options.js';

/** The memory of an optimizer between steps: vectors of the parameters' length, and single numbers. */
export type MemoryLayout = Readonly<Record<string, { readonly size: 'parameters' | 'one'; readonly start: number }>>;
/** The memory in a program: [runs, 1, length] or [runs, 1, 1]. */
export type OptimizerMemory<M extends MemoryLayout = MemoryLayout> = { readonly [K in keyof M]: Tensor3D };

export interface PlayerState<M extends MemoryLayout = MemoryLayout> {
  readonly parameters: Tensor3D;
  readonly memory: OptimizerMemory<M>;
}

export interface Optimizer extends Member {
  readonly memory: MemoryLayout;
  /**
   * The state after one step. `lr` already has its schedule's factor. gradient, state.parameters: [runs, 1, length].
   * Pure: returns new tensors.
   */
  update(gradient: Tensor3D, state: PlayerState, options: Record<string, unknown>): PlayerState;
}

/** Types an optimizer by its own options. Each has a learning rate `lr`, and gets a schedule for it. */
export function optimizer<O extends Options & { readonly lr: ScalarOption }, M extends MemoryLayout>(
  member: Omit<Optimizer, 'options' | 'memory' | 'update'> & {
    readonly options: O;
    readonly memory: M;
    update(gradient: Tensor3D, state: PlayerState<M>, options: ProgramOptions<O>): PlayerState<M>;
  },
): Optimizer {
  return { ...member, options: { ...member.options, schedule: scheduleOf('lr') } } as unknown as Optimizer;
}
