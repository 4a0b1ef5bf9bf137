/** Schedules: how a number of a setting changes while it trains. */
import type { Member } from '../family.js';
import { count, type Options, type PlainOptions } from '../options.js';

/** A turn of a setting: it starts at `step`, 0 for the first, of `steps` in all. */
export interface ScheduleStep {
  readonly step: number;
  readonly steps: number;
}

export interface Schedule extends Member {
  /** What the number is multiplied by in this turn, however many updates the turn has. */
  factor(moment: ScheduleStep, options: Record<string, unknown>): number;
  /** Whether it would be another if the setting had more steps. */
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

/** The option of schedules that come to an end. */
export const overOption = count({ description: 'the step at which it has arrived' })
  .optional()
  .describe('the step at which it has arrived; left out: the end of training');

/** How much of the way is behind, from 0 at the first turn to 1 at the end and after it. */
export function progress({ step, steps }: ScheduleStep, end: number = steps): number {
  return step >= end ? 1 : step / end;
}
