/**
 * The scalars of a setting: options that do not shape its graph (learning rates, regularizer weights), as one input of the program,
 * [runs, 1, count]. Settings that differ only in them share one compiled program. Schedules change them from step to step. Decision 022.
 */

import { type Tensor3D, tf } from '../engine/tf.js';
import type { Averaging } from '../gan/averagings/_averaging.js';
import type { Chosen, Parts } from '../gan/build.js';
import { families } from '../gan/families.js';
import type { Member } from '../gan/family.js';
import { isScalarOption, type Options, scheduledBy } from '../gan/options.js';
import type { Choice, Json, Setting } from '../gan/setting.js';

interface Slot {
  readonly choice: Choice;
  readonly option: string;
  /** The value in the step that starts at `step`. */
  at(step: number): number;
  readonly isScheduled: boolean;
}

export interface Scalars {
  /** In the first step. */
  readonly values: readonly number[];
  /** In the step that starts at `step`. */
  at(step: number): readonly number[];
  /** Whether any of them changes from step to step. */
  readonly isScheduled: boolean;
  /** The setting without its scalars: equal for settings that share a program. */
  readonly structure: Json;
  /** The place of a choice's option among the values; -1 where it is none of them. */
  indexOf(choice: Choice, option: string): number;
  /** A choice's options as the program sees them, scalars as tensors [runs, 1, 1] of `input`. */
  bind(input: Tensor3D): (choice: Choice) => Record<string, unknown>;
}

/** The scalars of a setting, in an order that its structure determines. */
export function scalarsOf({ setting, chosen, averaging }: Parts): Scalars {
  const slots = [...chosen.flatMap((one) => slotsIn(one, setting.steps)), ...(averaging ? [weightOf(averaging)] : [])];
  const at = (step: number) => slots.map((slot) => slot.at(step));
  return {
    values: at(0),
    at,
    isScheduled: slots.some(({ isScheduled: changing }) => changing),
    structure: structureOf(setting, chosen, averaging),
    indexOf: (choice, option) => slots.findIndex((slot) => slot.choice === choice && slot.option === option),
    bind(input) {
      const tensors = slots.length ? tf.split(input, slots.length, 2) : [];
      return (choice) => {
        const mine = slots.flatMap((slot, i) => (slot.choice === choice ? [[slot.option, tensors[i]]] : []));
        return { ...choice, ...Object.fromEntries(mine) };
      };
    },
  };
}

/** Whether a schedule depends on the number of steps, so that a longer run differs from this one from the start. */
export function dependsOnSteps({ chosen }: Pick<Parts, 'chosen'>): boolean {
  return chosen.some(({ member, choice }) =>
    [...schedulesIn(member, choice).values()].some((given) =>
      families.schedules.get(given.name)!.dependsOnSteps(given),
    ),
  );
}

function slotsIn({ member, choice }: Chosen<Member>, steps: number): Slot[] {
  const scheduled = schedulesIn(member, choice);
  return scalarNames(member).map((option) => {
    const value = choice[option] as number;
    const given = scheduled.get(option);
    if (!given) return { choice, option, at: () => value, isScheduled: false };
    const { factor } = families.schedules.get(given.name)!;
    return { choice, option, at: (step) => value * factor({ step, steps }, given), isScheduled: true };
  });
}

/** The weight of the newest parameters in the average. */
function weightOf({ member, choice }: Chosen<Averaging>): Slot {
  return { choice, option: 'weight', at: (step) => member.weight(step, choice), isScheduled: true };
}

/** The schedules chosen for a member's scalars, by the scalar's name. */
function schedulesIn({ options }: Member, choice: Choice): ReadonlyMap<string, Choice> {
  const pairs = Object.entries(options).flatMap(([name, option]) => {
    const scheduled = scheduledBy(option);
    const given = choice[name] as Choice | undefined;
    return scheduled !== undefined && given ? [[scheduled, given] as const] : [];
  });
  return new Map(pairs);
}

function scalarNames(member: Member): string[] {
  return Object.entries(member.options).flatMap(([name, option]) => (isScalarOption(option) ? [name] : []));
}

/** The choice without its scalars and schedules: what decides the sizes and the operations of a program. */
export function withoutScalars(choice: Choice, options: Options): Choice {
  const decides = ([key]: [string, Json]) =>
    !options[key] || !(isScalarOption(options[key]) || scheduledBy(options[key]));
  return Object.fromEntries(Object.entries(choice).filter(decides)) as Choice;
}

function structureOf(setting: Setting, chosen: readonly Chosen<Member>[], averaging: Chosen<Averaging> | null): Json {
  const bare = new Map<Json, Json>(
    chosen.map(({ member: { options }, choice }) => {
      return [choice as Json, withoutScalars(choice, options)] as const;
    }),
  );
  if (averaging) bare.set(averaging.choice, { of: averaging.choice.of ?? null });
  const strip = (value: Json): Json => {
    if (bare.has(value)) return bare.get(value) as Json;
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, strip(inner)]));
  };
  // The target decides inputs, not the program; the number of steps decides neither.
  const { target: _, steps: __, ...rest } = setting as unknown as Record<string, Json>;
  return strip(rest);
}
