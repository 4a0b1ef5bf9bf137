/** Averagings: averages of the parameters that are measured, kept and shown instead of the last parameters, which train. */
import { z } from 'zod';
import type { Member } from '../family.js';
import type { Options, PlainOptions } from '../options.js';

/** An average starts at the initial parameters; each step makes it (1 - weight) average + weight parameters. */
export interface Averaging extends Member {
  /** The weight after the step with number `step`, 0 for the first. */
  weight(step: number, options: Record<string, unknown>): number;
}

/** The option that every averaging but `none` has. */
export const ofOption = z
  .enum(['generator', 'discriminator', 'both'])
  .default('generator')
  .describe('Whose parameters are averaged; those of the other player are measured as they are.');

export function averaging<O extends Options>(
  member: Omit<Averaging, 'options' | 'weight'> & {
    readonly options: O;
    weight(step: number, options: PlainOptions<O>): number;
  },
): Averaging {
  return member as unknown as Averaging;
}
