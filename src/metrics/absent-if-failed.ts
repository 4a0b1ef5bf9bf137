/** A fault of one metric costs its own value, never the run, the score table or the null of another metric. */

import { NotAvailableError } from '../core/gan/games/_game.js';
import { isOutOfMemory } from '../core/text/out-of-memory.js';
import { MissingPartError } from '../density/samples/samples-snapshot.js';

/**
 * What `compute` gives; where it throws, absent with the reason.
 *
 * @param column the metric's column, named in the reason of a defect; a part that the snapshot lacks is named by its own message
 */
export async function absentIfFailed<R>(
  column: string,
  compute: () => Promise<R>,
): Promise<R | { readonly absent: string }> {
  try {
    return await compute();
  } catch (error) {
    const reason = errorText(error);
    if (error instanceof NotAvailableError || error instanceof MissingPartError) return { absent: reason };
    if (isOutOfMemory(reason)) return { absent: `${column} needs more memory than there is` };
    return { absent: `${column} could not be computed: ${reason}` };
  }
}

/** How a value was estimated; where `estimator` throws, a text that says so. The value is kept. */
export async function estimatorOrReason(estimator: () => Promise<string>): Promise<string> {
  try {
    return await estimator();
  } catch (error) {
    return `estimator not known: ${errorText(error)}`;
  }
}

/** Why a metric whose value is NaN is absent: a defect of the metric. */
export function notANumber(column: string): string {
  return `the value of ${column} is not a number`;
}

function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
