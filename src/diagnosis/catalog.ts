/** Every verdict, found in its folder. */
import { discover } from '../core/family.js';
import type { Verdict } from './verdict.js';

export const verdicts = await discover<Verdict>(new URL('./verdicts/', import.meta.url));
