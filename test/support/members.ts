/** What laws of families share: options with their defaults, and other values of each option. */
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Family, Member } from '../../src/core/gan/family.js';
import { familyOfChoice, isDataFile, scheduledBy } from '../../src/core/gan/options.js';

/** The member's options as a setting holds them: `given` laid over the defaults. Throws if they do not validate. */
export function optionsOf(member: Member, given: Record<string, unknown> = {}): Record<string, unknown> {
  const files = Object.entries(member.options).flatMap(([key, option]) => (isDataFile(option) ? [[key, ROWS[0]]] : []));
  return z.strictObject(member.options).parse({ ...Object.fromEntries(files), ...given });
}

// A member whose data are in a file has no default for it.
const ROWS = ['rows.csv', 'more-rows.csv'].map((name) => fileURLToPath(new URL(`../rows/${name}`, import.meta.url)));

const CANDIDATES: readonly unknown[] = [0.3, 0.7, 1.5, 3, 2, 5, -0.5, true, false, [1, 3], [-1, 3], [4, 6], null];

/** Other values of an option that validate: a law takes the first that its member accepts. */
export function otherValues(member: Member, option: string, families: Record<string, Family<Member>> = {}): unknown[] {
  const schema = member.options[option];
  const family = familyOfChoice(schema);
  const standard = optionsOf(member)[option];
  const words = (z.toJSONSchema(schema, { unrepresentable: 'any' }).enum ?? []) as unknown[];
  const candidates = family
    ? [...families[family].values()].map((other) => ({ name: other.name, ...optionsOf(other) }))
    : [...(isDataFile(schema) ? ROWS : []), ...words, ...CANDIDATES];
  const distinct = candidates.filter((value) => !sameChoice(value, standard) && schema.safeParse(value).success);
  if (distinct.length === 0) throw new Error(`${member.name}: no other value of ${option} to try`);
  return distinct;
}

function sameChoice(a: unknown, b: unknown): boolean {
  const nameOf = (value: unknown) => (value as { name?: string } | null)?.name ?? JSON.stringify(value);
  return nameOf(a) === nameOf(b);
}

/**
 * Every option of a member with another value in its place, accepted by `accepts` (which throws where it is not). Schedules
 * act before a member sees its numbers: they have laws of their own.
 */
export function withOtherValues<T>(
  member: Member,
  accepts: (options: Record<string, unknown>, option: string) => T,
  families: Record<string, Family<Member>> = {},
): { option: string; value: unknown; result: T }[] {
  const options = Object.keys(member.options).filter((option) => scheduledBy(member.options[option]) === undefined);
  return options.map((option) => {
    const problems: string[] = [];
    for (const value of otherValues(member, option, families)) {
      try {
        return { option, value, result: accepts(optionsOf(member, { [option]: value }), option) };
      } catch (problem) {
        problems.push(String(problem));
      }
    }
    throw new Error(`${member.name}: no other value of ${option} is accepted: ${problems.join('; ')}`);
  });
}
