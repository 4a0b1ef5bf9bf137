/** Members that come from an extension: which one, and whether it is the one that a choice names. Decision 013. */
import type { Family, Member } from './family.js';
import type { Choice } from './setting.js';

const digests = new WeakMap<Member, string>();

/** The SHA-256, in hex, of the extension that the member comes from; undefined of Helvetica's own. */
export function extensionOf(member: Member): string | undefined {
  return digests.get(member);
}

/** Adds a member to the family, for this process. `extension`: the SHA-256, in hex, of the file that it comes from. */
export function addMember(family: Family<Member>, member: Member, extension: string): void {
  digests.set(member, extension);
  (family as Map<string, Member>).set(member.name, member);
}

/** Undoes `addMember`: tests share a process. */
export function removeMember(family: Family<Member>, member: Member): void {
  (family as Map<string, Member>).delete(member.name);
}

/** Helvetica's own members and those of these extensions. The family itself where it has no others. */
export function withExtensions<M extends Member>(family: Family<M>, extensions: ReadonlySet<string>): Family<M> {
  const isNamed = (member: M) => {
    const digest = digests.get(member);
    return digest === undefined || extensions.has(digest);
  };
  return [...family.values()].every(isNamed) ? family : new Map([...family].filter(([, member]) => isNamed(member)));
}

/** The member that a resolved choice names; null where there is none, or where it comes from other code. */
export function knownMember<M extends Member>(family: Family<M>, choice: Choice): M | null {
  const member = family.get(choice.name);
  return member && digests.get(member) === choice[EXTENSION_KEY] ? member : null;
}

/** `knownMember`, or throws a sentence. */
export function memberOf<M extends Member>(family: Family<M>, choice: Choice): M {
  const known = knownMember(family, choice);
  if (known) return known;
  const member = family.get(choice.name);
  const wanted = choice[EXTENSION_KEY];
  const given = member && digests.get(member);
  if (wanted !== undefined)
    throw new Error(
      `"${choice.name}" comes from an extension (sha256 ${shortDigest(String(wanted))}) that is ${given === undefined ? 'not loaded' : 'loaded with other content'}`,
    );
  throw new Error(`unknown name "${choice.name}"; available: ${[...family.keys()].join(', ')}`);
}

/** The key of a resolved choice that holds the digest of its member's extension: so the content is part of a setting's identity. */
export const EXTENSION_KEY = 'extension';

/** The first digits of a digest, for messages. */
export const shortDigest = (sha256: string): string => sha256.slice(0, 12);
