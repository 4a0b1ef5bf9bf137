/** A family's folder is its registry: every file in it that is not a test exports one member, named as the file. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Options } from './options.js';

/** What losses, targets, metrics and all other members have in common. */
export interface Member {
  /** The file's name, and the word in experiment files: lower case and hyphens. */
  readonly name: string;
  /** One sentence for `helvetica list`. */
  readonly description: string;
  /** Where it was published, e.g. `arXiv:1406.2661`; absent for common knowledge. */
  readonly paper?: string;
  /** Conventions that others choose differently, formulas, traps: shown by `helvetica list FAMILY NAME`. */
  readonly notes?: readonly string[];
  readonly options: Options;
}

export type Family<M extends Member> = ReadonlyMap<string, M>;
/** Families by their names. */
export type FamilyRecord = Readonly<Record<string, Family<Member>>>;

/** Loads every member below `folder`, in the order of their names. Throws if a file breaks the rule. */
export async function discover<M extends Member>(folder: URL): Promise<Family<M>> {
  const members: M[] = [];
  for (const path of memberFiles(fileURLToPath(folder))) {
    const name = memberName(path);
    const exported = (await import(pathToFileURL(path).href)) as Record<string, M>;
    const member = exported[camelCase(name)];
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

export function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
