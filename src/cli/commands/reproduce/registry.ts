/** The registry of claims: the experiment files in experiments/claims of this package. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nearest } from '../../../core/text/nearest.js';
import type { Experiment } from '../../../records/experiment.js';
import { readExperiments } from '../../experiment-files.js';
import { usageError } from '../../terminal/command-error.js';

/** The profiles that every file of the registry has. */
export const PROFILES = ['smoke', 'scaled', 'full'] as const;
export type Profile = (typeof PROFILES)[number];

const folder = fileURLToPath(new URL('../../../../experiments/claims/', import.meta.url));

/** Sorted paths, relative to the working directory. */
export function claimFiles(): readonly string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => relative(process.cwd(), join(folder, name)));
}

export async function readRegistry(profile: Profile): Promise<readonly Experiment[]> {
  return readExperiments({ files: [...claimFiles()], profile, set: undefined, seeds: undefined, maxRuns: undefined });
}

export interface Wanted {
  readonly experiment: Experiment;
  /** Ids of the claims asked for. The experiment is run as a whole. */
  readonly claims: ReadonlySet<string>;
}

/**
 * The experiments of the claims asked for; all of them if none is named. A name is a claim's id, or an experiment's name,
 * which stands for all its claims. Throws a usage error for an unknown name.
 */
export function chooseClaims(registry: readonly Experiment[], wanted: readonly string[]): readonly Wanted[] {
  const known = registry.flatMap(({ name, claims }) => [name, ...claims.map(({ id }) => id)]);
  for (const word of wanted) {
    if (known.includes(word)) continue;
    const meant = nearest(word, known);
    throw usageError(`unknown claim "${word}"${meant ? `; did you mean "${meant}"?` : '.'} See helvetica list claims`);
  }
  const all = wanted.length === 0;
  return registry.flatMap((experiment) => {
    const ids = experiment.claims.map(({ id }) => id);
    const claims = new Set(ids.filter((id) => all || wanted.includes(experiment.name) || wanted.includes(id)));
    return claims.size > 0 ? [{ experiment, claims }] : [];
  });
}
