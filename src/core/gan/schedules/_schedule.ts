/** Schedules: how a scalar option changes during training. */
import { MAX_STEPS } from '../bounds.js';
import type { Member } from '../family.js';
import { count, type Options, type PlainOptions } from '../options.js';

/** The step with number `step`, 0 for the first, of `steps` in all. */
export interface ScheduleStep {
  readonly step: number;
  readonly steps: number;
}

export interface Schedule extends Member {
  /** The factor of the option in this step, the same in all updates of the step. */
  factor(moment: ScheduleStep, options: Record<string, unknown>): number;
  /** Whether the factor would differ if the setting had more steps. */
  dependsOnSteps(options: Record<string, unknown>): boolean;
}

export function schedule<O extends Options>(
  member: Omit<Schedule, 'options' | 'factor' | 'dependsOnSteps'> & {
    readonly options: O;
    factor(moment: ScheduleStep, options: PlainOptions<O>): number;
    dependsOnSteps(options: PlainOptions<O>): boolean;
  },
): Schedule {
  return member as unknown as Schedule;
}

/** The option `over` of schedules that end. */
export const overOption = count({ description: 'step at which it ends', atMost: MAX_STEPS })
  .optional()
  .describe('step at which it ends; default: the end of training');

/** The share of the schedule that has passed: 0 in the first step, 1 from step `end` on. */
export function progress({ step, steps }: ScheduleStep, end: number = steps): number {
  return step >= end ? 1 : step / end;
}
