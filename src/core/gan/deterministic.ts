/** Whether a setting's runs are deterministic. */
import { build } from './build.js';
import type { Setting } from './setting.js';

/**
 * Whether a setting draws nothing, so that all seeds give the same run. False also where the draws happen not to matter,
 * and for a setting that can no longer be built.
 */
export function isDeterministicSetting(setting: Setting): boolean {
  const before = known.get(setting);
  if (before !== undefined) return before;
  const deterministic = drawsNothing(setting);
  known.set(setting, deterministic);
  return deterministic;
}

const known = new WeakMap<Setting, boolean>();

function drawsNothing(setting: Setting): boolean {
  // Settings of networks, which have random initial parameters, have batches. Without a batch, the data are fixed nodes.
  if (setting.batch !== undefined) return false;
  try {
    const parts = build(setting);
    if (!setting.regularizer) return true;
    const { generator, discriminator } = parts.regularizer;
    return !generator.member.draws && !discriminator.member.draws;
  } catch {
    return false;
  }
}
