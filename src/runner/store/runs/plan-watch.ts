/** Detects that the plan of a folder was replaced: running a changed experiment file writes another plan. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Experiment } from '../../../records/experiment.js';
import { checksum } from '../bytes/checksum.js';
import { readTextNow } from '../bytes/text.js';
import { FILES } from '../layout.js';
import { planFileText, previousPlan } from './experiment-folder.js';

/** Returns the experiment file of the plan that replaced this one; null while none has. Cheap while the folder does not change. */
export function watchPlan(folder: string, experiment: Experiment): () => string | null {
  const own = checksum(planFileText(experiment));
  let seen: { readonly as: string; readonly newer: string | null } = { as: '', newer: null };
  return () => {
    const found = statSync(join(folder, FILES.experiment), { throwIfNoEntry: false });
    const as = `${found?.ino} ${found?.mtimeMs} ${found?.size}`;
    if (seen.as === as) return seen.newer;
    seen = { as, newer: newerIn(folder, own) };
    return seen.newer;
  };
}

/** Mostly the text is the same and need not be parsed: for ten thousand cells it has megabytes. */
function newerIn(folder: string, own: string): string | null {
  const text = readTextNow(join(folder, FILES.experiment));
  if (text === null || checksum(text) === own) return null;
  const there = previousPlan(folder); // null where it is damaged
  return there && checksum(planFileText(there)) !== own ? there.file : null;
}
