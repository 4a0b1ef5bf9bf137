/** Loads an experiment file, or reports all of its problems. */

import { MAX_RUNS } from '../core/gan/bounds.js';
import { type ChoiceField, fields } from '../core/gan/fields.js';
import { append } from '../core/math/long-lists.js';
import { type Claim, columnsOf, type Experiment, type PlannedCell, type UsedExtension } from '../records/experiment.js';
import { type Catalogs, loadCatalogs } from './catalogs.js';
import { extensionsOf } from './extensions/experiment-extensions.js';
import { readExtended } from './read/extends.js';
import { type Located, type LocatedMap, locate, type SourcePosition, toJson } from './read/located.js';
import { ExperimentProblems, type Problem, problemAt, sortedProblems, unknownWord } from './read/problems.js';
import { readYaml } from './read/read-yaml.js';
import { type Sections, sectionsOf } from './read/sections.js';
import { parseSeeds, seedList } from './read/seeds.js';
import { type CheckedClaim, checkClaims } from './resolve/claims.js';
import { derivationsOf } from './resolve/derive.js';
import { failureOptions } from './resolve/failure-options.js';
import { measureOf } from './resolve/measure.js';
import { applyChange, type Change, changesOf } from './resolve/overlay.js';
import { defaults } from './resolve/settings.js';
import { cellsOf, type ExpandedSweep } from './sweep/cells.js';
import type { Sweep } from './sweep/expand.js';

export interface LoadOptions {
  readonly profile?: string | undefined;
  /** `path=value` each, relative to base, with the value in YAML. They override everything else. */
  readonly set?: readonly string[] | undefined;
  /** Overrides the file's seeds: `10`, `1,4,7` or `3-8`. */
  readonly seeds?: string | undefined;
  /** The limit on the number of runs. */
  readonly maxRuns?: number | undefined;
  /** Whether the code that the file names in `extensions` may run. Default true; false refuses the file. */
  readonly extensions?: boolean | undefined;
  /** Called with notes that are not problems; with what code is loaded, before it runs. */
  readonly notice?: ((sentence: string) => void) | undefined;
}

const USUAL_MAX_RUNS = 100_000; // without --max-runs

/**
 * The experiment of a file, validated and expanded into cells.
 *
 * @param file its path: YAML, JSON, or a JavaScript module whose default export is the experiment
 * @param options a profile, other seeds, values of `--set`, the limit of runs
 * @returns the plan: cells (settings with all defaults filled in), seeds, what to measure, and the claims
 * @throws ExperimentProblems with every problem of the file, each with its line
 * @example
 * const { cells, seeds } = await loadExperiment('ring.yaml', { seeds: '1-3', set: ['steps=50'] });
 * console.log(`${cells.length} settings, ${seeds.length} seeds`);
 */
export async function loadExperiment(file: string, options: LoadOptions = {}): Promise<Experiment> {
  const { data, problems: misread } = await readExtended(file);
  if (!data) throw new ExperimentProblems(misread);
  const { used, problems: unloaded } = await extensionsOf(data, { ...options, file });
  // Without its members, the rest of the file has problems that it does not have.
  if (unloaded.length > 0) throw new ExperimentProblems(sortedProblems([...misread, ...unloaded]));
  const catalogs = await loadCatalogs(new Set(used.map(({ sha256 }) => sha256)));
  const found: Problem[] = [...misread];
  const report = (problems: readonly Problem[]) => append(found, problems);
  const experiment = assemble(data, { ...options, ...catalogs, file, used }, report);
  if (!experiment || found.length > 0) throw new ExperimentProblems(sortedProblems(found));
  return experiment;
}

type Report = (problems: readonly Problem[]) => void;

function assemble(
  data: Located,
  options: LoadOptions & Catalogs & { readonly file: string; readonly used: readonly UsedExtension[] },
  report: Report,
): Experiment | null {
  const { file, families, metrics } = options;
  const sections = sectionsOf(data, report);
  if (!sections) return null;
  const profile = profileOf(sections, options, report);
  const sweep: Sweep = {
    base: [sections.maps.base, profile?.maps.base].reduce<LocatedMap>(
      (under, over) => (over ? changesOf(over).reduce(applyChange, under) : under),
      defaults(sections.maps.base?.position ?? data.position),
    ),
    vary: sections.maps.vary,
    zip: sections.maps.zip,
    also: sections.also,
    set: setChanges(options.set ?? [], report),
  };
  const seeds = seedsOf(options, profile?.seeds ?? sections.seeds, report);
  const limit = { runs: Math.min(options.maxRuns ?? USUAL_MAX_RUNS, MAX_RUNS), seeds: seeds.length };
  // Without a base every setting lacks its fields, which has been reported.
  const swept = (sections.maps.base ?? null) && cellsOf({ sweep, exclude: sections.exclude, families, limit }, report);
  const measured = measureOf(
    {
      written: [sections.maps.measure, profile?.maps.measure],
      file,
      metrics,
      usual: usualMetrics(swept, families),
      families,
      steps: (swept?.cells ?? []).reduce((most, { setting }) => Math.max(most, setting.steps), 0),
    },
    report,
  );
  const { derive, problems: misderived } = derivationsOf(sections.maps.derive, {
    measure: measured,
    axes: swept?.axes ?? [],
    check: options.checkDerivations,
  });
  report(misderived);
  const claims = checkClaims(sections.claims, {
    cells: swept?.cells ?? null,
    axes: swept?.axes ?? [],
    columns: measured && columnsOf({ measure: measured, derive }),
    check: options.checkExpression,
    families,
  });
  const sound = soundClaims(claims, options, report);
  const failures = failureOptions(sections.failures, { ...families, failures: options.failureModes }, report);
  if (!swept || !measured || sections.name === null || sections.question === null) return null;
  return {
    name: sections.name,
    question: sections.question,
    file,
    profile: options.profile ?? null,
    axes: swept.axes,
    cells: swept.cells,
    seeds,
    measure: measured,
    derive,
    ...(failures.length > 0 && { failures }),
    claims: sound,
    ...(options.used.length > 0 && { extensions: options.used }),
  };
}

/** The default metrics of the games and targets of a sweep; without cells, those of the default game. */
function usualMetrics(swept: ExpandedSweep | null, { games, targets }: Catalogs['families']): readonly string[] {
  const ofGame = (name: string) => games.get(name)!.metrics;
  if (!swept?.cells.length) return ofGame((fields.game as ChoiceField).default!);
  const ofCell = ({ setting: { game, target } }: PlannedCell) =>
    (target && targets.get(target.name)!.metrics) ?? ofGame(game.name);
  return [...new Set(swept.cells.flatMap(ofCell))];
}

/** `--set` may remove the settings of a claim: then the claim is left out, with a note. */
function soundClaims(claims: readonly CheckedClaim[], { set = [], notice }: LoadOptions, report: Report): Claim[] {
  return claims.flatMap(({ claim, problems }) => {
    if (problems.length === 0 || set.length === 0) report(problems);
    else notice?.(`--set leaves out the claim ${claim.id}: ${problems.map(({ message }) => message).join('; ')}`);
    return problems.length === 0 ? [claim] : [];
  });
}

function profileOf(
  sections: Sections,
  { profile, file }: Pick<LoadOptions, 'profile'> & { readonly file: string },
  report: Report,
) {
  if (profile === undefined) return null;
  const found = sections.profiles.get(profile);
  if (found !== undefined) return found;
  const position: SourcePosition = { file, line: null, column: null, path: 'profiles' };
  const known = [...sections.profiles.keys()];
  const message = `unknown profile "${profile}"${known.length === 0 ? ': the file has none' : ''}`;
  report([unknownWord(position, message, { word: profile, known })]);
  return null;
}

function seedsOf({ seeds }: LoadOptions, written: number | readonly number[], report: Report): readonly number[] {
  if (seeds === undefined) return seedList(written);
  try {
    return seedList(parseSeeds(seeds));
  } catch (error) {
    const position: SourcePosition = { file: `--seeds ${seeds}`, line: null, column: null, path: '' };
    report([problemAt(position, (error as Error).message)]);
    return [];
  }
}

function setChanges(set: readonly string[], report: Report): readonly Change[] {
  const paths = new Set<string>();
  return set.flatMap((text) => {
    const position: SourcePosition = { file: `--set ${text}`, line: null, column: null, path: '' };
    const at = text.indexOf('=');
    // With or without `base.` in front, as in the file.
    const path = text
      .slice(0, at)
      .trim()
      .replace(/^base\./, '');
    const { data, problems } = readYaml(text.slice(at + 1), position.file);
    if (at < 1 || path === '' || !data || problems.length > 0) {
      report([problemAt(position, 'must be path=value with a YAML value, as in --set optimizer.lr=0.001')]);
      return [];
    }
    if (paths.has(path)) report([problemAt(position, `sets ${path} a second time`)]);
    paths.add(path);
    return [{ path, key: position, value: locate(toJson(data), position) }];
  });
}
