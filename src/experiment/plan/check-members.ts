/**
 * Whether the members that a plan names can be made with the options that it gives: the same checks that an experiment file passes. A
 * plan from a stranger may name networks of any size, or options of any type.
 */
import { EXTENSION_KEY, extensionOf } from '../../core/gan/extension-members.js';
import { families } from '../../core/gan/families.js';
import type { Family, Member } from '../../core/gan/family.js';
import type { Choice, Json, Setting } from '../../core/gan/setting.js';
import { failureModes } from '../../diagnosis/catalog.js';
import { metrics } from '../../metrics/catalog.js';
import type { Experiment } from '../../records/experiment.js';
import { canonicalJson } from '../../records/identity.js';
import { type Located, type LocatedMap, locate, positionWithin, type SourcePosition } from '../read/located.js';
import { formatProblem, type Problem, problemAt } from '../read/problems.js';
import { resolveChoice } from '../resolve/choices.js';
import { conflictChecker } from '../resolve/conflict-checker.js';
import { defaults, settingResolver } from '../resolve/settings.js';

/** Null where the setting is one that an experiment file of this version gives; otherwise a sentence that begins with the file. */
export function settingProblem(setting: Setting, file = 'setting'): string | null {
  const [problem] = openSettingCheck()(setting, { file, line: null, column: null, path: '' });
  return problem ? formatProblem(problem) : null;
}

/** Of a plan that is to be trained: every setting and every metric. `file` is named in the sentence. */
export function trainingProblem({ cells, measure }: Experiment, file: string): string | null {
  const at = (path: string): SourcePosition => ({ file, line: null, column: null, path });
  const check = openSettingCheck();
  for (const [i, { setting }] of cells.entries()) {
    const [problem] = check(setting, at(`cells[${i}].setting`));
    if (problem) return formatProblem(problem);
  }
  for (const list of ['metrics', 'vectors'] as const)
    for (const [i, { choice }] of (measure[list] ?? []).entries()) {
      const problem = choiceProblem(choice, { name: 'metrics', family: metrics }, at(`measure.${list}[${i}].choice`));
      if (problem) return formatProblem(problem);
    }
  return null;
}

/** Of any plan: the options of failure modes, which decide the diagnoses. Modes of other versions and of extensions that are not loaded are left alone. */
export function failuresProblem({ failures = [] }: Pick<Experiment, 'failures'>, file: string): string | null {
  for (const [i, choice] of failures.entries()) {
    const mode = failureModes.get(choice.name);
    if (!mode || extensionOf(mode) !== choice[EXTENSION_KEY]) continue;
    const position = { file, line: null, column: null, path: `failures[${i}]` };
    const problem = choiceProblem(choice, { name: 'failures', family: failureModes }, position);
    if (problem) return formatProblem(problem);
  }
  return null;
}

function choiceProblem(
  choice: Choice,
  { name, family }: { readonly name: string; readonly family: Family<Member> },
  position: SourcePosition,
): Problem | undefined {
  const { value, problems } = resolveChoice(
    { ...families, [name]: family },
    name,
    locate(withoutExtensions(choice), position),
  );
  return problems[0] ?? unlike(value, choice, position);
}

/** Parts that several settings share are checked once. */
function openSettingCheck(): (setting: Setting, position: SourcePosition) => readonly Problem[] {
  const resolve = settingResolver(families);
  const conflictsOf = conflictChecker(families);
  const parts = new Map<string, Located>();
  const partOf = (key: string, value: Json, position: SourcePosition) => {
    const name = `${key} ${canonicalJson(value)}`;
    const part = parts.get(name) ?? locate(withoutExtensions(value), positionWithin(position, key));
    parts.set(name, part);
    return part;
  };
  return (setting, position) => {
    const given = Object.entries(withoutDigest(setting)).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, { key: position, value: partOf(key, value as Json, position) }] as const],
    );
    const written: LocatedMap = { kind: 'map', position, entries: new Map([...defaults(position).entries, ...given]) };
    const { value, parts: resolved, problems } = resolve(written);
    if (problems.length > 0) return problems;
    const [conflict] = conflictsOf(resolved);
    if (conflict) {
      const at = [conflict.field, conflict.player, conflict.option].filter((step) => step !== undefined);
      return [problemAt(at.reduce<SourcePosition>(positionWithin, position), conflict.reason)];
    }
    const problem = unlike(value, setting, position);
    return problem ? [problem] : [];
  };
}

/** The digest of a data file is no option: reading the file gives it again. */
function withoutDigest(setting: Setting): Setting {
  if (setting.target?.sha256 === undefined) return setting;
  const { sha256: _, ...target } = setting.target;
  return { ...setting, target: target as Choice };
}

/** Nor is that of an extension: its member, where it is loaded, gives it again. */
function withoutExtensions(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(withoutExtensions);
  const entries = Object.entries(value as { readonly [key: string]: Json });
  return Object.fromEntries(
    entries.flatMap(([key, item]) => (key === EXTENSION_KEY ? [] : [[key, withoutExtensions(item)]])),
  );
}

/** What is resolved already stays as it is: a value that is left out or written in another way is not Helvetica's. */
function unlike(resolved: object | null, given: object, position: SourcePosition): Problem | undefined {
  const [is, was] = [resolved ?? {}, given].map((of) => new Map(Object.entries(of) as [string, Json][]));
  const keys = new Set([...is!.keys(), ...was!.keys()]);
  for (const key of keys) {
    const [a, b] = [is!.get(key), was!.get(key)];
    if (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b)) continue;
    if (a === undefined && b === undefined) continue;
    const text =
      a === undefined ? 'is unknown here' : b === undefined ? 'is missing' : 'is not as this version resolves it';
    return problemAt(positionWithin(position, key), text);
  }
  return undefined;
}
