/** Every verdict, found in its folder. */
import { discover } from '../core/gan/family.js';
import type { FailureMode } from './failure-modes/_failure-mode.js';

export const failureModes = await discover<FailureMode>(new URL('./failure-modes/', import.meta.url));
