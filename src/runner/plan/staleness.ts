/** Why a planned cell is not on disk although a similar one is, and why a trained run is measured again. */

import { basename, join } from 'node:path';
import { EXTENSION_KEY, shortDigest } from '../../core/gan/extension-members.js';
import type { Json, Setting } from '../../core/gan/setting.js';
import { settingSchema } from '../../experiment/schema/plan-schema.js';
import { METRICS_VERSION } from '../../metrics/version.js';
import { checkedJson } from '../../records/checked-json.js';
import { type Difference, differences } from '../../records/differences.js';
import type { Experiment, Measure, PlannedCell } from '../../records/experiment.js';
import { canonicalJson, ENGINE_VERSION } from '../../records/identity.js';
import { measureIdentity } from '../measure/measure-identity.js';
import { readJsonNow } from '../store/bytes/json.js';
import { foldersIn } from '../store/bytes/own-folders.js';
import { cellFolder, FILES, seedFolder } from '../store/layout.js';
import { readEnvironment } from '../store/runs/environment.js';
import type { UnplannedFolder } from './survey.js';

export interface StaleCell {
  /** Folder name of the similar cell that is on disk. */
  readonly similarFolder: string;
  readonly changes: readonly Difference[];
}

interface CellOnDisk {
  readonly folder: string;
  readonly setting: Setting;
}

export interface StaleSource {
  readonly folder: string;
  readonly unplanned: readonly UnplannedFolder[];
  /** The plan in the folder. */
  readonly previous: Experiment | null;
  /** Of the planned cells. */
  readonly backend: string;
}

/**
 * By cell id, for planned cells of which nothing is on disk. The similar cell is one outside the plan that differs in one field
 * of its setting, or in none, which leaves ENGINE or the backend; else the one with the same values of all axes in the previous plan.
 */
export function staleCells(
  missing: readonly PlannedCell[],
  { folder, unplanned, previous, backend }: StaleSource,
): ReadonlyMap<string, StaleCell> {
  const known = new Map(previous?.cells.map((cell) => [cell.folder, cell]));
  const cells = unplanned.filter(
    ({ path, seeds }) => seeds.length > 0 && path === cellFolder('', { folder: basename(path) }),
  );
  const old = cells.flatMap(({ path }): CellOnDisk[] => {
    const name = basename(path);
    const setting =
      known.get(name)?.setting ?? checkedJson<Setting>(settingSchema, readJsonNow(join(folder, path, FILES.setting)));
    return setting ? [{ folder: name, setting }] : [];
  });
  // Of several that differ in one field, the one of the previous plan wins.
  old.sort((a, b) => Number(known.has(a.folder)) - Number(known.has(b.folder)));
  const byKey = new Map(old.flatMap((each) => keysOf(each.setting).map((key) => [key, each] as const)));
  const byAxes = new Map(
    old.flatMap((each) => (known.has(each.folder) ? [[axesKey(known.get(each.folder)!), each] as const] : [])),
  );
  const found = new Map<string, StaleCell>();
  for (const cell of old.length > 0 ? missing : []) {
    const keys = keysOf(cell.setting);
    const similar = keys.map((key) => byKey.get(key)).find((each) => each !== undefined) ?? byAxes.get(axesKey(cell));
    if (similar)
      found.set(cell.id, { similarFolder: similar.folder, changes: changesFrom(similar, cell, { folder, backend }) });
  }
  return found;
}

/** Keys of the whole setting, then of the setting without each of its fields. */
function keysOf(setting: Setting): string[] {
  const fields = (Object.entries(setting) as [string, Json | undefined][]).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const texts = fields.map(([name, value]) => `${name} ${canonicalJson(value)}`).sort();
  return [
    texts.join('\n'),
    ...texts.map((left) => `${left.split(' ')[0]}: ${texts.filter((text) => text !== left).join('\n')}`),
  ];
}

function axesKey({ axes }: PlannedCell): string {
  return canonicalJson(axes);
}

function changesFrom(
  similar: CellOnDisk,
  cell: PlannedCell,
  { folder, backend }: Pick<StaleSource, 'folder' | 'backend'>,
): readonly Difference[] {
  const changed = differences(similar.setting as unknown as Json, cell.setting as unknown as Json);
  if (changed.length > 0) return changed;
  const [seed] = foldersIn(join(cellFolder(folder, similar), 'seeds'));
  const made = readEnvironment(seedFolder(folder, similar, Number(seed)));
  if (made && made.engine !== ENGINE_VERSION) return [{ path: 'ENGINE', was: made.engine, is: ENGINE_VERSION }];
  return [{ path: 'backend', was: made?.backend ?? null, is: backend }];
}

/** Why the identity `measured` differs from that of the plan. */
export function measureChanges(
  measured: string,
  { now, before }: { readonly now: Measure; readonly before: Measure | null },
): readonly Difference[] {
  if (before && measureIdentity(before) === measured) return differences(asJson(before), asJson(now));
  for (let number = METRICS_VERSION - 1; number >= 0; number--) {
    const raised = { path: 'METRICS', was: number, is: METRICS_VERSION };
    if (measureIdentity(now, number) === measured) return [raised];
    if (before && measureIdentity(before, number) === measured)
      return [raised, ...differences(asJson(before), asJson(now))];
  }
  return [{ path: 'measure', was: 'as in an earlier plan', is: 'as in this plan' }];
}

/** With metrics as their columns' names. */
function asJson({ metrics, vectors = [], ...rest }: Measure): Json {
  return {
    measure: { ...rest, metrics: metrics.map(columnText), vectors: vectors.map(columnText) },
  };
}

/** The column; of a metric of an extension with the digest of that, since its code may have changed. */
function columnText({ column, choice }: Measure['metrics'][number]): string {
  const digest = choice[EXTENSION_KEY];
  return digest === undefined ? column : `${column} of ${shortDigest(String(digest))}`;
}
