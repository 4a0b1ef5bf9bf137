/** The extensions that this process has loaded: their members stand in their families, beside Helvetica's own. Decision 013. */
import { addMember, extensionOf, removeMember, shortDigest } from '../../core/gan/extension-members.js';
import type { Family, FamilyRecord, Member } from '../../core/gan/family.js';
import type { Metric } from '../../metrics/metric.js';
import type { UsedExtension } from '../../records/experiment.js';
import { recordedMetric, type UsedMember } from '../../records/recorded-metric.js';
import { type ExtensionMember, evaluateExtension, memberKind } from './evaluate-extension.js';
import { type ExtensionCode, ExtensionError } from './read-extension.js';

const loaded = new Map<
  string,
  { readonly code: ExtensionCode; readonly members: Promise<readonly ExtensionMember[]> }
>();

/** Runs the code, once in a process for equal bytes, and adds its members to their families. Throws `ExtensionError`. */
export async function loadExtension(
  code: ExtensionCode,
  notice: (sentence: string) => void = () => undefined,
): Promise<UsedExtension> {
  const { file, sha256 } = code;
  if (!loaded.has(sha256)) {
    notice(loadingText(code));
    loaded.set(sha256, { code, members: evaluated(code) });
  }
  try {
    const members = await loaded.get(sha256)!.members;
    return { file, sha256, members: members.map(usedMember) };
  } catch (error) {
    loaded.delete(sha256);
    throw error;
  }
}

function usedMember({ family, member }: ExtensionMember): UsedMember {
  const { name } = member;
  return family === 'metrics' ? { family, name, metric: recordedMetric(member as Metric) } : { family, name };
}

/** Printed before code runs. */
export function loadingText({ file, sha256 }: Pick<ExtensionCode, 'file' | 'sha256'>): string {
  return `code    ${file} (sha256 ${shortDigest(sha256)}) is loaded: it is not part of Helvetica`;
}

/** The code of all that are loaded: a worker process loads the same, whatever has become of the files. */
export function loadedExtensions(): readonly ExtensionCode[] {
  return [...loaded.values()].map(({ code }) => code);
}

/** The members of all that are loaded. */
export async function loadedMembers(): Promise<readonly ExtensionMember[]> {
  return (await Promise.all([...loaded.values()].map(({ members }) => members))).flat();
}

/** The members of the extension with that digest, which is loaded. */
export async function loadedMembersOf(sha256: string): Promise<readonly ExtensionMember[]> {
  return (await loaded.get(sha256)?.members) ?? [];
}

/** Takes all members of extensions out of their families: tests share a process. */
export async function forgetExtensions(): Promise<void> {
  const families = await allFamilies();
  for (const family of Object.values(families))
    for (const member of [...family.values()]) if (extensionOf(member) !== undefined) removeMember(family, member);
  loaded.clear();
}

async function evaluated(code: ExtensionCode): Promise<readonly ExtensionMember[]> {
  const members = await evaluateExtension(code);
  const families = await allFamilies();
  const names = new Set<string>();
  for (const { family, member } of members) {
    const problem = clashOf(families[family]!.get(member.name), { family, name: member.name });
    if (problem !== null) throw new ExtensionError(problem);
    if (names.has(`${family} ${member.name}`))
      throw new ExtensionError(`makes two members of ${family} named "${member.name}"`);
    names.add(`${family} ${member.name}`);
  }
  for (const { family, member } of members) addMember(families[family]!, member, code.sha256);
  return members;
}

function clashOf(
  other: Member | undefined,
  { family, name }: { readonly family: string; readonly name: string },
): string | null {
  if (!other) return null;
  return extensionOf(other) === undefined
    ? `there is a ${memberKind(family)} named "${name}" already: choose another name`
    : `another extension with a ${memberKind(family)} named "${name}" is loaded: one command can use only one of them`;
}

/** The families that extensions add to, by their names in `ExtensibleFamily`. */
async function allFamilies(): Promise<FamilyRecord> {
  const [{ families }, { metrics }, { failureModes }] = await Promise.all([
    import('../../core/gan/families.js'),
    import('../../metrics/catalog.js'),
    import('../../diagnosis/catalog.js'),
  ]);
  const more: Readonly<Record<string, Family<Member>>> = { metrics, failures: failureModes };
  return { ...families, ...more };
}
