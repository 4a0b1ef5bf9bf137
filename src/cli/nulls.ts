/** The nulls of an experiment: made once a target and number of samples, and kept beside its results. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalJson, ENGINE } from '../core/experiment/identity.js';
import type { ExperimentRecord } from '../core/records.js';
import type { Json, Setting } from '../core/setting.js';
import type { Distribution } from '../core/target.js';
import { type Asked, calibrate } from '../metrics/calibration.js';
import { metrics } from '../metrics/catalog.js';
import type { Null } from '../metrics/null.js';
import { readJson, writeJson } from '../runner/store/json.js';
import { openWaiting } from './waiting.js';

type Kept = Readonly<Record<string, Null | { readonly absent: string }>>;

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
  const keyOf = ({ metric, options }: Asked) =>
    digest({
      engine: ENGINE,
      target: cell.setting.target!,
      samples,
      metric: metric.name,
      options: options as Json,
    });
  const path = join(folder, 'nulls.json');
  const kept = (await readJson<Kept>(path)) ?? {};
  const missing = asked.filter((one) => !kept[keyOf(one)]);
  const waiting = openWaiting();
  const made = await calibrate(
    missing,
    { target, samples },
    { densities: false, onDraw: (share) => waiting.at('what samples of the target itself read', share) },
  );
  waiting.stop();
  const all: Kept = { ...kept, ...Object.fromEntries(missing.map((one) => [keyOf(one), made.get(one.column)!])) };
  if (missing.length > 0) await writeJson(path, all);
  return new Map(
    asked.flatMap((one) => {
      const found = all[keyOf(one)]!;
      return 'mean' in found && [found.mean, found.low, found.high].every(Number.isFinite) ? [[one.column, found]] : [];
    }),
  );
}

function digest(of: Json): string {
  return createHash('sha256').update(canonicalJson(of)).digest('hex').slice(0, 24);
}
