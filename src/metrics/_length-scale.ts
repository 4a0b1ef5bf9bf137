/** The length that is small for a target: in it distances between samples are judged. */
import { SCALES_IN_SMALL_DISTANCE } from '../core/gan/targets/_sample-sets.js';
import type { Distribution } from '../core/gan/targets/_target.js';
import { isSampled } from '../density/known-density.js';

export const SCALE_NOTE =
  'The scale of a known target is its smallest standard deviation. Of data known from rows alone it is a third of the 5 % quantile of ' +
  'the distances between rows: among many columns the narrowest would say nothing.';

/** The 5 % quantile of the distances between rows; of a target with a density its scale. */
export function smallLength(target: Distribution): number {
  return isSampled(target) ? SCALES_IN_SMALL_DISTANCE * target.scale : target.scale;
}
