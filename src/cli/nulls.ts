/** Nulls, made once a target and number of samples and kept in a file: beside an experiment's results, or for scores. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson, ENGINE } from '../core/experiment/identity.js';
import type { ExperimentRecord } from '../core/records.js';
import type { Choice, Json, Setting } from '../core/setting.js';
import type { Distribution } from '../core/target.js';
import { type Asked, type Calibrated, type Calibrating, calibrate } from '../metrics/calibration.js';
import { metrics } from '../metrics/catalog.js';
import type { Null } from '../metrics/null.js';
import { readJson, writeJson } from '../runner/store/json.js';
import { openWaiting } from './waiting.js';

/**
 * By column, for what is read from samples alone. Empty where the settings have several targets, or one that cannot be
 * made any more. Kept in `nulls.json`.
 */
export async function nullsOf(
  { folder, experiment }: ExperimentRecord,
  targetOf: (setting: Setting) => Distribution | null,
): Promise<ReadonlyMap<string, Null>> {
  const targets = new Set(experiment.cells.map(({ setting }) => canonicalJson(setting.target ?? null)));
  const [cell] = experiment.cells;
  const target = targets.size === 1 ? targetOf(cell.setting) : null;
  if (!target) return new Map();
  const { samples, metrics: measured } = experiment.measure;
  const asked = measured.flatMap(({ column, choice }): readonly Asked[] => {
    const metric = metrics.get(choice.name);
    if (!metric) return [];
    const options = z.object(metric.options).safeParse(choice);
    return options.success ? [{ column, metric, options: options.data }] : [];
  });
  const waiting = openWaiting();
  const nulls = await keptNulls(
    join(folder, 'nulls.json'),
    asked,
    { choice: cell.setting.target!, target, samples },
    { densities: false, onDraw: (share) => waiting.at('what samples of the target itself read', share) },
  );
  waiting.stop();
  return new Map(
    [...nulls].flatMap(([column, found]) =>
      'mean' in found && [found.mean, found.low, found.high].every(Number.isFinite) ? [[column, found]] : [],
    ),
  );
}

/** The nulls that the file holds, and those that it lacks, which it then holds too. */
export async function keptNulls(
  path: string,
  asked: readonly Asked[],
  { choice, target, samples }: { readonly choice: Choice; readonly target: Distribution; readonly samples: number },
  how: Calibrating,
): Promise<ReadonlyMap<string, Calibrated>> {
  const keyOf = ({ metric, options }: Asked) =>
    digest({
      engine: ENGINE,
      target: choice,
      samples,
      metric: metric.name,
      options: options as Json,
      draws: how.draws ?? null,
      densities: how.densities ?? true,
    });
  const kept = (await readJson<Record<string, Calibrated>>(path)) ?? {};
  const missing = asked.filter((one) => !kept[keyOf(one)]);
  const made = await calibrate(missing, { target, samples }, how);
  const all = { ...kept, ...Object.fromEntries(missing.map((one) => [keyOf(one), made.get(one.column)!])) };
  if (missing.length > 0) await writeJson(path, all);
  // As it was written: JSON holds infinities as words.
  return new Map(asked.map((one) => [one.column, revived(all[keyOf(one)])]));
}

function revived(found: Calibrated): Calibrated {
  if ('absent' in found) return found;
  return { ...found, mean: Number(found.mean), low: Number(found.low), high: Number(found.high) };
}

function digest(of: Json): string {
  return createHash('sha256').update(canonicalJson(of)).digest('hex').slice(0, 24);
}
