/** Defaults of a setting from which the papers of its members deviate. */

import { z } from 'zod';
import type { Member, PaperChoice } from './family.js';
import type { Families } from './family-table.js';
import { fields } from './fields.js';
import type { Choice, Json, Setting } from './setting.js';

/** A default that a setting has, and a member whose paper has another value there. */
export interface OtherDefault extends PaperChoice {
  /** What the setting has. */
  readonly given: Json;
  readonly member: string;
  readonly paper: string;
}

/** Of every member that the setting uses, the paper's choices where the setting has the default. */
export function otherDefaults(setting: Setting, families: Families): readonly OtherDefault[] {
  const members = new Map<string, Member>();
  for (const [key, field] of Object.entries(fields))
    if (field.kind === 'choice')
      for (const { name } of choicesOf(setting[key as keyof Setting])) {
        const member = families[field.family].get(name);
        if (member) members.set(`${field.family} ${name}`, member);
      }
  return [...members.values()].flatMap(({ name, paper = '', paperChoices = [] }) =>
    paperChoices.flatMap(({ path, value }): OtherDefault[] => {
      const given = valueAt(setting, path);
      const byDefault = given !== undefined && isEqual(given, defaultAt(setting, path, families));
      return byDefault && !isEqual(given, value) ? [{ path, value, given, member: name, paper }] : [];
    }),
  );
}

/** One choice, or those of both players. */
function choicesOf(value: unknown): readonly Choice[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('name' in value) return [value as Choice];
  return Object.values(value) as Choice[];
}

/** Of a field with a choice for each player, what both share. Undefined where the setting has nothing there. */
function valueAt(setting: Setting, path: string): Json | undefined {
  const [field, option] = path.split('.');
  const value = setting[field as keyof Setting];
  if (option === undefined && typeof value === 'number') return value;
  const found = choicesOf(value).map((choice) => (option === undefined ? choice.name : choice[option]));
  return found.every((each) => isEqual(each, found[0])) ? (found[0] as Json | undefined) : undefined;
}

function defaultAt(setting: Setting, path: string, families: Families): Json | undefined {
  const [name, option] = path.split('.');
  const field = fields[name as keyof Setting];
  if (field.kind === 'plain') return field.schema.parse(undefined) as Json;
  if (option === undefined) return field.default;
  const [choice] = choicesOf(setting[name as keyof Setting]);
  const schema = families[field.family].get(choice?.name)?.options[option];
  const parsed = schema instanceof z.ZodType ? schema.safeParse(undefined) : null;
  return parsed?.success ? (parsed.data as Json) : undefined;
}

/** A name stands for a choice without options of its own. */
function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(nameOf(a)) === JSON.stringify(nameOf(b));
}

function nameOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('name' in value)) return value;
  return Object.keys(value).length === 1 ? value.name : value;
}
