/** Options with their defaults, and other values of each option: what laws of options need. */
import { z } from 'zod';
import type { Family, Member } from '../core/gan/family.js';
import { familyOfChoice, isDataFile, scheduledBy } from '../core/gan/options.js';
import { BrokenLawError } from './law.js';

export interface OptionContext {
  /** Paths of two data files, for members whose data are in a file. */
  readonly dataFiles?: readonly string[];
  /** The families that options choose from. */
  readonly families?: Readonly<Record<string, Family<Member>>>;
}

/** The member's options as a setting holds them: `given` laid over the defaults. Throws if they do not validate. */
export function memberOptions(
  member: Member,
  given: Record<string, unknown> = {},
  { dataFiles = [] }: OptionContext = {},
): Record<string, unknown> {
  const files = Object.entries(member.options).flatMap(([key, option]) =>
    isDataFile(option) ? [[key, dataFiles[0]]] : [],
  );
  const required = Object.entries(member.options).flatMap(([key, option]) =>
    option.safeParse(undefined).success || isDataFile(option) || key in given ? [] : [[key, candidateFor(member, key)]],
  );
  return z
    .strictObject(member.options)
    .parse({ ...Object.fromEntries(files), ...Object.fromEntries(required), ...given });
}

const CANDIDATES: readonly unknown[] = [0.3, 0.7, 1.5, 3, 2, 5, -0.5, true, false, [1, 3], [-1, 3], [4, 6], null];

/** A value for an option without a default. */
function candidateFor(member: Member, option: string): unknown {
  const found = valuesToTry(member.options[option]!).find((value) => member.options[option]!.safeParse(value).success);
  if (found === undefined)
    throw new BrokenLawError(`its option ${option} has no default, and no value that could be tried`);
  return found;
}

/** Words of the option, and numbers, switches and lists that it may take. */
export function valuesToTry(option: z.ZodType): readonly unknown[] {
  const words = (z.toJSONSchema(option, { unrepresentable: 'any' }).enum ?? []) as unknown[];
  return [...words, ...CANDIDATES];
}

/** Other values of an option that validate: a law takes the first that its member accepts. */
export function otherOptionValues(member: Member, option: string, context: OptionContext = {}): unknown[] {
  const { dataFiles = [], families = {} } = context;
  const schema = member.options[option]!;
  const family = familyOfChoice(schema);
  const standard = memberOptions(member, {}, context)[option];
  const candidates = family
    ? [...families[family]!.values()].map((other) => ({ name: other.name, ...memberOptions(other, {}, context) }))
    : [...(isDataFile(schema) ? dataFiles : []), ...valuesToTry(schema)];
  const distinct = candidates.filter((value) => !isSameChoice(value, standard) && schema.safeParse(value).success);
  if (distinct.length === 0) throw new BrokenLawError(`${member.name}: no other value of ${option} to try`);
  return distinct;
}

function isSameChoice(a: unknown, b: unknown): boolean {
  const nameOf = (value: unknown) => (value as { name?: string } | null)?.name ?? JSON.stringify(value);
  return nameOf(a) === nameOf(b);
}

/**
 * Every option of a member with another value in its place, accepted by `accepts` (which throws where it is not). Schedules
 * act before a member sees its numbers: they have laws of their own.
 */
export function withOtherOptions<T>(
  member: Member,
  accepts: (options: Record<string, unknown>, option: string) => T,
  context: OptionContext = {},
): { option: string; value: unknown; result: T }[] {
  const options = Object.keys(member.options).filter((option) => scheduledBy(member.options[option]!) === undefined);
  return options.map((option) => {
    const problems: string[] = [];
    for (const value of otherOptionValues(member, option, context)) {
      try {
        return { option, value, result: accepts(memberOptions(member, { [option]: value }, context), option) };
      } catch (problem) {
        problems.push(String(problem));
      }
    }
    throw new BrokenLawError(`${member.name}: no other value of ${option} is accepted: ${problems.join('; ')}`);
  });
}
