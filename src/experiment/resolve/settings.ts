/** Resolves a setting, as merged from the file, its defaults and overlays. */

import type { Families } from '../../core/gan/family-table.js';
import {
  type ChoiceField,
  type Field,
  fieldNames,
  fields,
  isGameField,
  type PlainField,
} from '../../core/gan/fields.js';
import type { Game } from '../../core/gan/games/_game.js';
import type { Choice, Json, Setting } from '../../core/gan/setting.js';
import { append } from '../../core/math/long-lists.js';
import { newName, renamedMessage } from '../../records/renamed.js';
import { problemsOf } from '../read/issues.js';
import { type Located, type LocatedMap, type SourcePosition, toJson } from '../read/located.js';
import { type Problem, problemAt, unknownWord } from '../read/problems.js';
import { type Resolved, resolveChoice } from './choices.js';
import { isPlayers } from './overlay.js';

export interface ResolvedSetting extends Resolved<Setting> {
  /** The resolved parts; null for those with problems; absent if the game has no such field. */
  readonly parts: { readonly [K in keyof Setting]: Setting[K] | null };
}

/** Sweeps share most of their parts: each distinct part is resolved once. */
export function settingResolver(families: Families): (written: LocatedMap) => ResolvedSetting {
  const resolvers = new Map(fieldNames.map((name) => [name, once(fieldResolver(fields[name], families))]));
  return (written) => {
    const problems: Problem[] = [];
    for (const [key, entry] of written.entries) if (!isField(key)) problems.push(unknownField(key, entry.key));
    // If the file uses an old word for `game`, the default game is not what it means.
    const isRenamed = [...written.entries.keys()].some((key) => newName('key', key) === 'game');
    const game = isRenamed
      ? null
      : gameOf(families, resolvers.get('game')!(written.entries.get('game')!.value).value as Choice | null);
    const parts: Partial<Record<keyof Setting, Json>> = {};
    for (const name of fieldNames) {
      const entry = written.entries.get(name);
      const located = entry?.value;
      if (game && !hasField(game, name)) {
        if (entry && !untouched.has(entry.value))
          problems.push(problemAt(entry.key, `the game ${game.name} has no ${name}`));
        continue;
      }
      if (game && name === 'dtype' && located && untouched.has(located)) {
        parts[name] = game.dtype;
        continue;
      }
      // The fields of an unknown game are unknown.
      if (!game && !located && isGameField(name)) continue;
      const part = located
        ? resolvers.get(name)!(located)
        : failed(problemAt(written.position, `needs ${name}: ${(fields[name] as ChoiceField).description}`));
      append(problems, part.problems);
      if (!isOmitted(name, part.value)) parts[name] = part.value;
    }
    const setting = parts as unknown as Setting;
    return { value: problems.length === 0 ? setting : null, parts: setting, problems };
  };
}

function gameOf(families: Families, choice: Choice | null): Game | null {
  return choice && families.games.get(choice.name)!;
}

function hasField(game: Game, name: keyof Setting): boolean {
  return !isGameField(name) || game.fields.includes(name);
}

function isOmitted(name: keyof Setting, value: Json | null): boolean {
  const field = fields[name];
  return field.kind === 'choice' && field.omitDefault === true && (value as Choice | null)?.name === field.default;
}

function fieldResolver(field: Field, families: Families): (located: Located) => Resolved<Json> {
  if (field.kind === 'plain') return (located) => resolvePlain(field, located);
  const choice = once((located: Located) => resolveChoice(families, field.family, located));
  return field.players ? (located) => resolvePlayers(located, choice) : choice;
}

function resolvePlain({ schema }: PlainField, located: Located): Resolved<Json> {
  const parsed = schema.safeParse(toJson(located));
  if (parsed.success) return { value: parsed.data as Json, problems: [] };
  return { value: null, problems: problemsOf(parsed.error, located, schema) };
}

const PLAYERS = ['generator', 'discriminator'] as const;

function resolvePlayers(located: Located, choice: (located: Located) => Resolved<Choice>): Resolved<Json> {
  if (!isPlayers(located)) {
    const { value, problems } = choice(located);
    return { value: value && { generator: value, discriminator: value }, problems };
  }
  const strangers = [...located.entries].filter(([key]) => !PLAYERS.some((player) => player === key));
  const problems = strangers.map(([key, entry]) =>
    unknownWord(entry.key, `unknown player "${key}"`, { word: key, known: [...PLAYERS] }),
  );
  const chosen = PLAYERS.map((player) => {
    const written = located.entries.get(player)?.value;
    const resolved = written
      ? choice(written)
      : failed(problemAt(located.position, `needs a choice for the ${player}`));
    append(problems, resolved.problems);
    return [player, resolved.value] as const;
  });
  return { value: problems.length === 0 ? Object.fromEntries(chosen) : null, problems };
}

const failed = (problem: Problem): Resolved<never> => ({ value: null, problems: [problem] });

function once<V>(make: (located: Located) => V): (located: Located) => V {
  const seen = new WeakMap<Located, V>();
  return (located) => {
    const value = seen.get(located) ?? make(located);
    seen.set(located, value);
    return value;
  };
}

export function isField(key: string): key is keyof Setting {
  return Object.hasOwn(fields, key);
}

export function unknownField(key: string, position: SourcePosition): Problem {
  const renamed = renamedMessage('key', key);
  if (renamed !== undefined) return problemAt(position, renamed);
  return unknownWord(position, `unknown field "${key}"`, { word: key, known: fieldNames });
}

// Default values that the file does not set: a game without such a field omits them, and a game may have its own.
const untouched = new WeakSet<Located>();

/** The defaults that every setting starts from, as if they were written at `position`. */
export function defaults(position: SourcePosition): LocatedMap {
  const entries = fieldNames.flatMap((name) => {
    const field = fields[name];
    const value = field.kind === 'choice' ? field.default : (field.schema.parse(undefined) as string | number);
    if (value === undefined) return [];
    const located = { kind: 'scalar' as const, value, position };
    untouched.add(located);
    return [[name, { key: position, value: located }] as const];
  });
  return { kind: 'map', entries: new Map(entries), position };
}
