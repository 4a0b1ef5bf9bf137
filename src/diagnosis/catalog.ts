import { discover } from '../core/gan/family.js';
import type { FailureMode } from './failure-modes/_failure-mode.js';

/**
 * Every failure mode by its name, with `healthy` and `still-improving`, found in the folder `failure-modes/`.
 *
 * @example
 * for (const { name, summary } of failureModes.values()) console.log(`${name}: ${summary}`);
 */
export const failureModes = await discover<FailureMode>(new URL('./failure-modes/', import.meta.url));
