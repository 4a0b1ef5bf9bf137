/** Measures one run at one step, from its packed state or from a row of `parameters.npy`. */
import { type At, openSnapshot } from '../../core/snapshot/open-snapshot.js';
import type { Work } from '../work.js';
import { type Measured, measure } from './measure.js';

export const NONE_BEFORE = { absent: 'the first measurement has none before it' };
export const NOT_KEPT = { absent: 'the parameters of the measurement before were not kept (measure.keep)' };

export function measureStep(
  { block, parts, evaluator }: Work,
  at: At & { readonly seed: number; readonly previous: At | { readonly absent: string } },
): Promise<Measured> {
  const snapshot = openSnapshot(parts, evaluator, {
    ...at,
    samples: block.measure.samples,
    brief: at.step !== parts.setting.steps,
  });
  return measure(snapshot, block.measure, parts.game.networks !== undefined);
}
