/** Whether chance has no part in a setting's runs. */
import { build } from './build.js';
import type { Setting } from './setting.js';

/**
 * Whether nothing is drawn, so that one seed says everything. False too where what is drawn happens not to matter, and of a setting
 * that cannot be made any more.
 */
export function isDeterministicSetting(setting: Setting): boolean {
  const before = known.get(setting);
  if (before !== undefined) return before;
  const certain = drawsNothing(setting);
  known.set(setting, certain);
  return certain;
}

const known = new WeakMap<Setting, boolean>();

function drawsNothing(setting: Setting): boolean {
  // Networks start at random, and have batches. Where there is no batch, data are all there is, or the nodes of a sum.
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
