/** What of a setting decides how much memory it takes. */

import { families } from '../../core/gan/families.js';
import type { Family, Member } from '../../core/gan/family.js';
import { fields } from '../../core/gan/fields.js';
import type { Players } from '../../core/gan/players.js';
import type { Choice, Json, Setting } from '../../core/gan/setting.js';
import { withoutScalars } from '../../core/training/scalars.js';
import { canonicalJson } from '../../records/identity.js';

/**
 * A text that is equal only for settings that take equal memory: without the loss, which keeps nothing, and without scalars (weights,
 * learning rates, ...) and their schedules, which shape nothing. Cells of a grid share most parts as objects, whose texts are made once.
 */
export function openSizes(): (setting: Setting) => string {
  const known = new Map<keyof Setting, Map<object, string>>();
  const textOf = (name: keyof Setting, value: object) => {
    const texts = known.get(name) ?? new Map<object, string>();
    known.set(name, texts);
    const text = texts.get(value) ?? canonicalJson(sizingPart(name, value));
    texts.set(value, text);
    return text;
  };
  return ({ loss: _, ...setting }) =>
    Object.entries(setting)
      .map(([name, value]) => `${name} ${typeof value === 'object' ? textOf(name as keyof Setting, value) : value}`)
      .sort()
      .join();
}

function sizingPart(name: keyof Setting, value: object): Json {
  const field = fields[name];
  if (field.kind === 'plain') return value as Json;
  if (!field.players) return bare(value as Choice, families[field.family]);
  const { generator, discriminator } = value as Players<Choice>;
  return [bare(generator, families[field.family]), bare(discriminator, families[field.family])];
}

function bare(choice: Choice, family: Family<Member>): Json {
  return withoutScalars(choice, family.get(choice.name)?.options ?? {});
}
