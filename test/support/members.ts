/** What tests of families share: options with their defaults, and other values of each option. */
import { fileURLToPath } from 'node:url';
import type { Family, Member } from '../../src/core/gan/family.js';
import { memberOptions, otherOptionValues, withOtherOptions } from '../../src/laws/member-options.js';

type Families = Record<string, Family<Member>>;

// A member whose data are in a file has no default for it.
export const dataFiles: readonly string[] = ['rows.csv', 'more-rows.csv'].map((name) =>
  fileURLToPath(new URL(`../rows/${name}`, import.meta.url)),
);

/** The member's options as a setting holds them: `given` laid over the defaults. Throws if they do not validate. */
export const optionsOf = (member: Member, given: Record<string, unknown> = {}) =>
  memberOptions(member, given, { dataFiles });

/** Other values of an option that validate: a law takes the first that its member accepts. */
export const otherValues = (member: Member, option: string, families: Families = {}) =>
  otherOptionValues(member, option, { dataFiles, families });

/** Every option of a member with another value in its place, accepted by `accepts` (which throws where it is not). */
export const withOtherValues = <T>(
  member: Member,
  accepts: (options: Record<string, unknown>, option: string) => T,
  families: Families = {},
) => withOtherOptions(member, accepts, { dataFiles, families });
