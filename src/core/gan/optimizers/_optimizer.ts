/** Optimizers: one player's step on its flat vector of parameters. An optimizer never sees the other player. */
import type { Tensor3D } from '../../engine/tf.js';
import type { Member } from '../family.js';
import { type Options, type ProgramOptions, type ScalarOption, scheduleOf } from '../options.js';

/** What an optimizer remembers between steps: vectors as long as the parameters, and single numbers. */
export type MemoryLayout = Readonly<Record<string, { readonly size: 'parameters' | 'one'; readonly start: number }>>;
/** The memory in a program: [runs, 1, length] or [runs, 1, 1]. */
export type OptimizerMemory<M extends MemoryLayout = MemoryLayout> = { readonly [K in keyof M]: Tensor3D };

export interface PlayerState<M extends MemoryLayout = MemoryLayout> {
  readonly parameters: Tensor3D;
  readonly memory: OptimizerMemory<M>;
}

export interface Optimizer extends Member {
  readonly memory: MemoryLayout;
  /** The number `lr` reaches it as its schedule has it in this turn. gradient, step.parameters: [runs, 1, length]. Pure: gives new tensors. */
  update(gradient: Tensor3D, step: PlayerState, options: Record<string, unknown>): PlayerState;
}

/** Every optimizer has a rate, `lr`, and gets a schedule for it. */
export function optimizer<O extends Options & { readonly lr: ScalarOption }, M extends MemoryLayout>(
  member: Omit<Optimizer, 'options' | 'memory' | 'update'> & {
    readonly options: O;
    readonly memory: M;
    update(gradient: Tensor3D, step: PlayerState<M>, options: ProgramOptions<O>): PlayerState<M>;
  },
): Optimizer {
  return { ...member, options: { ...member.options, schedule: scheduleOf('lr') } } as unknown as Optimizer;
}
