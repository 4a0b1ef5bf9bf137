/** Averagings: what is measured, kept and shown in the place of the last parameters. Training goes on with these. */
import { z } from 'zod';
import type { Member } from '../family.js';
import type { Options, PlainOptions } from '../options.js';

/** An average starts as the parameters start, and after each turn becomes (1 - weight) average + weight parameters. */
export interface Averaging extends Member {
  /** The weight after the turn that starts at `step`, 0 for the first. */
  weight(step: number, options: Record<string, unknown>): number;
}

/** The option of every averaging that averages at all. */
export const ofOption = z
  .enum(['generator', 'discriminator', 'both'])
  .default('generator')
  .describe('Whose parameters are averaged; the other player is measured as it is.');

export function averaging<O extends Options>(
  member: Omit<Averaging, 'options' | 'weight'> & {
    readonly options: O;
    weight(step: number, options: PlainOptions<O>): number;
  },
): Averaging {
  return member as unknown as Averaging;
}
