/**
 * The numbers of a setting that do not shape its graph (learning rates, penalty weights), as one input of the program,
 * [runs, 1, count]: settings that differ only in them share one compiled graph.
 */
import type { Chosen, Parts } from './build.js';
import { type Tensor3D, tf } from './engine/tf.js';
import type { Member } from './family.js';
import { isScalarOption } from './options.js';
import type { Choice, Json, Setting } from './setting.js';

interface Slot {
  readonly choice: Choice;
  readonly option: string;
}

export interface Numbers {
  readonly values: readonly number[];
  /** The setting without these numbers: equal for settings that share a graph. */
  readonly structure: Json;
  /** Options as programs see them, given the input that holds the numbers. */
  open(input: Tensor3D): (choice: Choice) => Record<string, unknown>;
}

export function numbersOf({ setting, chosen }: Parts): Numbers {
  const slots: Slot[] = chosen.flatMap(({ member, choice }) =>
    scalarNames(member).map((option) => ({ choice, option })),
  );
  return {
    values: slots.map(({ choice, option }) => choice[option] as number),
    structure: structureOf(setting, chosen),
    open(input) {
      const tensors = slots.length ? tf.split(input, slots.length, 2) : [];
      return (choice) => {
        const mine = slots.flatMap((slot, i) => (slot.choice === choice ? [[slot.option, tensors[i]]] : []));
        return { ...choice, ...Object.fromEntries(mine) };
      };
    },
  };
}

function scalarNames(member: Member): string[] {
  return Object.entries(member.options).flatMap(([name, option]) => (isScalarOption(option) ? [name] : []));
}

function structureOf(setting: Setting, chosen: readonly Chosen<Member>[]): Json {
  const bare = new Map(
    chosen.map(({ member, choice }) => {
      const scalars = new Set(scalarNames(member));
      return [choice as Json, Object.fromEntries(Object.entries(choice).filter(([key]) => !scalars.has(key)))] as const;
    }),
  );
  const strip = (value: Json): Json => {
    if (bare.has(value)) return bare.get(value) as Json;
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, strip(inner)]));
  };
  // A target or a latent decides inputs, not the graph; how long a run is decides nothing at all.
  const { target: _, steps: __, ...rest } = setting as unknown as Record<string, Json>;
  return strip(rest);
}
