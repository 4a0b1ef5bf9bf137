/** Settings with the defaults that resolved settings leave out, for filters that name options by their path. */
import type { FamilyRecord } from './family.js';
import { fieldNames, fields } from './fields.js';
import { familyOfChoice, omittedDefault } from './options.js';
import type { Json } from './setting.js';

type JsonObject = Readonly<Record<string, Json>>;

/** The setting (resolved, or as written) with every omitted default filled in. Unknown names stay as they are. */
export function withOmittedDefaults(setting: object, families: FamilyRecord): JsonObject {
  const known = completed.get(setting);
  if (known) return known;
  const complete: Record<string, Json> = { ...(setting as JsonObject) };
  for (const name of fieldNames) {
    const field = fields[name];
    if (field.kind === 'plain') continue;
    const value = complete[name] ?? (field.omitDefault ? field.default : undefined);
    if (value === undefined) continue;
    const choice = (given: Json) => completeChoice(given, field.family, families);
    complete[name] = field.players && isEachPlayers(value) ? mapped(value, choice) : choice(value);
  }
  completed.set(setting, complete);
  return complete;
}

// The cells of a sweep are matched against every filter.
const completed = new WeakMap<object, JsonObject>();

function completeChoice(choice: Json, family: string, families: FamilyRecord): Json {
  const written = typeof choice === 'string' ? { name: choice } : choice;
  const member = isObject(written) ? families[family]?.get(String(written.name)) : undefined;
  if (!member || !isObject(written)) return choice;
  const complete: Record<string, Json> = { ...written };
  for (const [key, option] of Object.entries(member.options)) {
    const value = complete[key] ?? omittedDefault(option);
    const nested = familyOfChoice(option);
    if (value !== undefined) complete[key] = nested === undefined ? value : completeChoice(value, nested, families);
  }
  return complete;
}

function mapped(players: JsonObject, make: (choice: Json) => Json): Json {
  return Object.fromEntries(Object.entries(players).map(([player, choice]) => [player, make(choice)]));
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEachPlayers(value: Json): value is JsonObject {
  return isObject(value) && ('generator' in value || 'discriminator' in value);
}
