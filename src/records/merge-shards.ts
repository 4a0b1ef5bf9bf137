/** Merges shards of one experiment from machines without a shared disk: folders with the same plan are one experiment. */

import { groupBy } from '../core/collections/group-by.js';
import type { Json } from '../core/gan/setting.js';
import type { Experiment } from './experiment.js';
import { canonicalJson } from './identity.js';
import type { Environment, ExperimentRecord, RunRecord } from './run-record.js';

export interface Merged {
  /** The first folder's, with the runs of all. */
  readonly record: ExperimentRecord;
  readonly folders: readonly string[];
  /** Ended runs that more than one folder has: the first folder's are used. */
  readonly twice: number;
}

/** In the order in which the first folder of each is named. */
export function mergeShards(records: readonly ExperimentRecord[]): readonly Merged[] {
  return [...groupBy(records, ({ experiment }) => planKey(experiment)).values()].map(merge);
}

/** Equal for equal plans, wherever their experiment files were. */
function planKey({ file: _, cells, ...rest }: Experiment): string {
  return canonicalJson({ ...rest, cells: cells.map(({ id }) => id) } as unknown as Json);
}

function merge(records: readonly ExperimentRecord[]): Merged {
  const [{ experiment, folder }] = records;
  const found = new Map<string, RunRecord>();
  let twice = 0;
  for (const run of records.flatMap(({ runs }) => runs)) {
    const name = `${run.cell.id} ${run.seed}`;
    const before = found.get(name);
    if (before && hasEnded(before) && hasEnded(run)) twice += 1;
    if (!before || (!hasEnded(before) && hasEnded(run))) found.set(name, run);
  }
  const runs = experiment.cells.flatMap(({ id }) =>
    experiment.seeds.flatMap((seed) => found.get(`${id} ${seed}`) ?? []),
  );
  const environments = new Map<string, Environment>();
  for (const each of records.flatMap((record) => record.environments)) environments.set(JSON.stringify(each), each);
  const damaged = records.flatMap((record) => record.damaged ?? []);
  const record = { experiment, folder, runs, environments: [...environments.values()], damaged };
  return { record, folders: records.map((each) => each.folder), twice };
}

function hasEnded({ outcome }: RunRecord): boolean {
  return outcome === 'finished' || outcome === 'diverged';
}
