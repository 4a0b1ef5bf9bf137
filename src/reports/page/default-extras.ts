/** What a report needs beside the records, derived from the parts that this version of Helvetica has. */

import { openBackend } from '../../core/engine/backends/backends.js';
import { build, type Parts } from '../../core/gan/build.js';
import type { Setting } from '../../core/gan/setting.js';
import type { Distribution } from '../../core/gan/targets/_target.js';
import { openEvaluator } from '../../core/training/evaluator.js';
import { settingProblem } from '../../experiment/plan/check-members.js';
import { judgeAll } from '../../inference/claims/claims.js';
import { metrics } from '../../metrics/catalog.js';
import type { KnownGame, ReportExtras } from './extras.js';

export const defaultExtras: ReportExtras = {
  metrics,
  distribution: buildTarget,
  claims: (record) => judgeAll(record, metrics),
  game: knownGame,
};

/** Null where the game has no target, and where that of old results can no longer be built: its file is missing, an option removed. */
export function buildTarget(setting: Setting): Distribution | null {
  return built(setting)?.game.target ?? null;
}

/** Null for games between networks, and where the setting can no longer be built. */
async function knownGame(setting: Setting): Promise<KnownGame | null> {
  // Batches and the initial parameters of networks are random.
  if (setting.batch !== undefined) return null;
  const parts = built(setting);
  if (!parts) return null;
  const evaluator = openEvaluator(parts, await openBackend('onnx'));
  const { sizes, batchSize, field } = evaluator.dynamics;
  const isPlanar = sizes.generator === 1 && sizes.discriminator === 1;
  const { equilibrium } = parts.game;
  return {
    random: (await batchSize()) !== null,
    equilibrium: isPlanar && equilibrium ? [equilibrium.generator[0], equilibrium.discriminator[0]] : null,
    field: isPlanar ? (points) => field({ seed: 1, step: 0 }, points) : null,
  };
}

function built(setting: Setting): Parts | null {
  // Results may come from a stranger: what a file of this version could not ask for is not built.
  if (settingProblem(setting) !== null) return null;
  try {
    return build(setting);
  } catch {
    return null;
  }
}
