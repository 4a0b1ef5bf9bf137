/** Resolves a choice of a family's member: checks every option and fills in the defaults. */

import { EXTENSION_KEY, extensionOf } from '../../core/gan/extension-members.js';
import type { Family, FamilyRecord, Member } from '../../core/gan/family.js';
import { familyOfChoice, isDataFile, omittedDefault } from '../../core/gan/options.js';
import type { Choice, Json } from '../../core/gan/setting.js';
import { append } from '../../core/math/long-lists.js';
import { singular } from '../../core/text/words.js';
import { renamedMessage } from '../../records/renamed.js';
import { problemsOf, quoted } from '../read/issues.js';
import { type Located, type LocatedMap, locate, toJson } from '../read/located.js';
import { type Problem, problemAt, unknownWord } from '../read/problems.js';
import { resolveDataFile } from './data-file.js';
import { asMap } from './overlay.js';

/** A value, or null if there is a problem. */
export interface Resolved<T> {
  readonly value: T | null;
  readonly problems: readonly Problem[];
}

export function resolveChoice(families: FamilyRecord, familyName: string, located: Located): Resolved<Choice> {
  const family = families[familyName];
  if (!family) throw new Error(`unknown family ${familyName}`);
  const isWord = located.kind === 'scalar' && typeof located.value === 'string';
  const known = [...family.keys()];
  if (!isWord && located.kind !== 'map')
    return failed(
      problemAt(located.position, `must be a name or an object with a name, got ${quoted(located)}`, allow(known)),
    );
  const map = asMap(located, located.position);
  const named = map.entries.get('name')?.value;
  if (!named) return failed(problemAt(map.position, 'needs a name', allow(known)));
  const name = named.kind === 'scalar' ? String(named.value) : '';
  const member = family.get(name);
  const renamed = familyName === 'failures' ? renamedMessage('failure mode', name) : undefined;
  if (renamed !== undefined) return failed(problemAt(named.position, renamed));
  if (!member)
    return failed(
      unknownWord(
        named.position,
        `unknown ${familyName === 'failures' ? 'failure mode' : singular(familyName)} ${quoted(named)}`,
        { word: name, known },
      ),
    );
  return resolveOptions(families, { family, member, map });
}

const failed = (problem: Problem): Resolved<never> => ({ value: null, problems: [problem] });
const allow = (known: readonly string[]) => ({ allowed: known.join(', ') });

function resolveOptions(
  families: FamilyRecord,
  { family, member, map }: { family: Family<Member>; member: Member; map: LocatedMap },
): Resolved<Choice> {
  const problems: Problem[] = [...map.entries]
    .filter(([key]) => key !== 'name' && !Object.hasOwn(member.options, key))
    .map(([key, entry]) => unknownOption(entry.key, { key, member, family }));
  let sha256: string | undefined;
  const options = Object.entries(member.options).map(([key, option]): readonly [string, Json | undefined] => {
    const given = map.entries.get(key)?.value;
    const nested = familyOfChoice(option);
    if (nested !== undefined) {
      const standard = option.parse(undefined) as Json | undefined;
      if (!given && standard === undefined) return [key, undefined];
      const { value, problems: inner } = resolveChoice(families, nested, given ?? locate(standard!, map.position));
      append(problems, inner);
      return [key, value?.name === omittedDefault(option) ? undefined : value];
    }
    const parsed = option.safeParse(given && toJson(given));
    if (parsed.success && given && isDataFile(option)) {
      const { value, problems: inner } = resolveDataFile(parsed.data as string, given.position);
      append(problems, inner);
      sha256 = value?.sha256;
      return [key, value?.path];
    }
    if (parsed.success) {
      const value = parsed.data as Json | undefined;
      return [key, value === omittedDefault(option) ? undefined : value];
    }
    if (given) append(problems, problemsOf(parsed.error, given));
    else problems.push(problemAt(map.position, `${member.name} needs ${key}: ${option.description ?? ''}`));
    return [key, null];
  });
  const given = options.filter(([, value]) => value !== undefined); // an optional option without a default
  const extension = extensionOf(member);
  const value = {
    name: member.name,
    ...Object.fromEntries(given),
    ...(sha256 && { sha256 }),
    ...(extension && { [EXTENSION_KEY]: extension }),
  } as Choice;
  return { value: problems.length === 0 ? value : null, problems };
}

function unknownOption(
  position: Problem | LocatedMap['position'],
  { key, member, family }: { key: string; member: Member; family: Family<Member> },
): Problem {
  const owners = [...family.values()].filter(({ options }) => Object.hasOwn(options, key)).map(({ name }) => name);
  const known = Object.keys(member.options);
  const belongs = owners.length > 0 ? ` (an option of ${owners.join(', ')})` : '';
  return unknownWord(position, `unknown option "${key}" of ${member.name}${belongs}`, { word: key, known });
}
