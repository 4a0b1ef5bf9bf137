/** Measures one run at one step, from its packed state or from a row of `parameters.npy`. */
import type { FloatArray } from '../core/engine/program.js';
import { openSnapshot } from '../metrics/open-snapshot.js';
import { type Measured, measure } from './measuring.js';
import type { Work } from './work.js';

export function measureStep(
  { block, parts, evaluator }: Work,
  at: { readonly seed: number; readonly step: number; readonly state: FloatArray },
): Promise<Measured> {
  const snapshot = openSnapshot(parts, evaluator, { ...at, samples: block.measure.samples });
  return measure(snapshot, block.measure, parts.arena.networks !== undefined);
}
