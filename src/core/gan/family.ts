/** Families: a family's folder is its registry. Every file that is not a test or a helper exports one member. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { singular } from '../text/words.js';
import type { Options } from './options.js';
import type { Json } from './setting.js';

/** The properties that losses, targets, metrics and all other members share. */
export interface Member {
  /** The file's name, and the word in experiment files: lower case and hyphens. */
  readonly name: string;
  /** One sentence for `helvetica list`. */
  readonly description: string;
  /** Where it was published, e.g. `arXiv:1406.2661`; absent for common knowledge. */
  readonly paper?: string;
  /** Formulas, conventions that other codebases choose differently, pitfalls: shown by `helvetica list FAMILY NAME`. */
  readonly notes?: readonly string[];
  /** What its paper or the authors' code uses elsewhere in a setting: reports name defaults that differ. */
  readonly paperChoices?: readonly PaperChoice[];
  readonly options: Options;
}

/** The value at a path as in an experiment file: `scheme.discriminatorSteps`, a number or a choice of a family. */
export interface PaperChoice {
  readonly path: string;
  readonly value: Json;
}

export type Family<M extends Member> = ReadonlyMap<string, M>;
/** Families by their names. */
export type FamilyRecord = Readonly<Record<string, Family<Member>>>;

/**
 * Loads every member below `folder`, in the order of their names. A file exports one member, in camel case as the file is
 * named; where another family has a member of that name, followed by the family's noun: `uniformLatent`, `uniformTarget`.
 * Throws if a file breaks the rule. `noun`: the singular of the folder's name, unless given.
 */
export async function discover<M extends Member>(
  folder: URL,
  noun = singular(basename(fileURLToPath(folder))),
): Promise<Family<M>> {
  const members: M[] = [];
  for (const path of memberFiles(fileURLToPath(folder))) {
    const name = memberName(path);
    const exported = (await import(pathToFileURL(path).href)) as Record<string, M>;
    const member = exported[camelCase(name)] ?? exported[camelCase(`${name}-${noun}`)];
    if (!member || member.name !== name || Object.keys(exported).length !== 1)
      throw new Error(`${path}: must export one thing, \`${camelCase(name)}\`, with name '${name}'`);
    members.push(member);
  }
  return new Map(members.sort((a, b) => (a.name < b.name ? -1 : 1)).map((member) => [member.name, member]));
}

/** The members' names below `folder`, sorted, without loading them. */
export function memberNames(folder: URL): readonly string[] {
  return memberFiles(fileURLToPath(folder)).map(memberName).sort();
}

const memberName = (path: string) => basename(path).replace(/\.[jt]s$/, '');

function memberFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return memberFiles(path);
    return /^[a-z0-9-]+\.[jt]s$/.test(entry.name) ? [path] : [];
  });
}

const MAX_NAME_LENGTH = 64; // characters: the name becomes part of a folder's

/** Words of lower-case letters and digits with hyphens between them, the first of which starts with a letter. */
export function isMemberName(name: string): boolean {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length <= MAX_NAME_LENGTH;
}

export function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
