/** Every verdict, found in its folder. */
import { discover } from '../core/gan/family.js';
import type { Verdict } from './failure-modes/_failure-mode.js';

export const verdicts = await discover<Verdict>(new URL('./failure-modes/', import.meta.url));
