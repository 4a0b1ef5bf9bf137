/** How long the rest of a sweep takes, from the speed at which its like was trained. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../core/experiment/identity.js';
import type { PlannedCell } from '../core/experiment/plan.js';
import { median } from '../core/math/statistics.js';
import type { Json } from '../core/setting.js';
import type { Stale } from './staleness.js';
import { cellFolder, seedFolder } from './store/layout.js';
import { readPace } from './store/pace.js';
import type { SurveyedRun } from './survey.js';

const LOOKED_AT = 300; // runs whose speed is read: thousands tell no more

/** Seconds of one core; null where nothing like it was ever trained here. */
export function estimate(
  runs: readonly SurveyedRun[],
  { folder, stale }: { readonly folder: string; readonly stale: ReadonlyMap<string, Stale> },
): number | null {
  const rest = runs.filter(({ found: { standing } }) => standing === 'to train' || standing === 'to resume');
  if (rest.length === 0) return 0;
  const speeds = new Map<string, number[]>();
  const learn = (keys: readonly string[], pace: number | null) => {
    if (pace !== null) for (const key of keys) speeds.set(key, [...(speeds.get(key) ?? []), pace]);
  };
  const done = runs.filter(({ state }) => state === 'done');
  for (const { cell, seed } of spread(done)) learn(keysOf(cell), readPace(seedFolder(folder, cell, seed)));
  const changed = [...new Map(rest.map(({ cell }) => [cell.id, cell])).values()].filter(({ id }) => stale.has(id));
  for (const cell of spread(changed)) learn(keysOf(cell), paceOf(folder, stale.get(cell.id)!));
  const paces = new Map([...speeds].map(([key, list]) => [key, median(list)]));
  if (paces.size === 0) return null;
  const paceFor = (cell: PlannedCell) => paces.get(keysOf(cell).find((key) => paces.has(key))!)!;
  return rest.reduce((sum, { cell, found }) => sum + paceFor(cell) * (cell.setting.steps - found.step), 0);
}

/** From the cell itself to anything at all: what decides the work of a step comes between. */
function keysOf({ id, setting }: PlannedCell): readonly string[] {
  const { arena, generator, discriminator, scheme, batch, dtype } = setting;
  const work = { arena, generator, discriminator, scheme, batch, dtype };
  const present = Object.fromEntries(Object.entries(work).filter(([, value]) => value !== undefined));
  return [id, canonicalJson(present as Json), ''];
}

/** Of the cell that a changed one was, by its first seed. */
function paceOf(folder: string, { like }: Stale): number | null {
  const [seed] = readdirSync(join(cellFolder(folder, { folder: like }), 'seeds'));
  return seed === undefined ? null : readPace(seedFolder(folder, { folder: like }, Number(seed)));
}

/** At most so many, from all over the list. */
function spread<T>(items: readonly T[]): readonly T[] {
  const every = Math.ceil(items.length / LOOKED_AT);
  return items.filter((_, i) => i % every === 0);
}
