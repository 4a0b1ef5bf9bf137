/**
 * The options of members. One declaration serves validation, defaults, the JSON Schema, `helvetica list`, and the choice of
 * numbers that are inputs of the compiled graph.
 */

import { z } from 'zod';
import type { Tensor3D } from '../engine/tf.js';
import { MAX_MAGNITUDE, MIN_MAGNITUDE } from './bounds.js';
import type { Choice, Json } from './setting.js';

/** A number that is an input of the graph: settings that differ only in such numbers share one compiled graph. */
export type ScalarOption = z.ZodType<number> & { readonly [isScalar]: true };
declare const isScalar: unique symbol;
const scalars = new WeakSet<object>();

export type Options = Readonly<Record<string, z.ZodType>>;
/** Options as in the experiment file, with defaults filled in. */
export type PlainOptions<O extends Options> = { readonly [K in keyof O]: z.output<O[K]> };
/** The options of a choice of the setting, as a program sees them. */
export type OptionsOf = (choice: Choice) => Record<string, unknown>;
/** Options as a program sees them: scalars are tensors [runs, 1, 1], all others plain values. */
export type ProgramOptions<O extends Options> = {
  readonly [K in keyof O]: O[K] extends ScalarOption ? Tensor3D : z.output<O[K]>;
};

interface NumberRange {
  readonly description: string;
  readonly default?: number;
  readonly above?: number;
  readonly atLeast?: number;
  readonly below?: number;
  readonly atMost?: number;
}

/** A real number. Programs see those of losses, regularizers, optimizers and schemes as tensors [runs, 1, 1]. */
export function scalar(range: NumberRange): ScalarOption {
  let schema = z.number();
  if (range.above !== undefined) schema = schema.gt(range.above);
  if (range.atLeast !== undefined) schema = schema.gte(range.atLeast);
  if (range.below !== undefined) schema = schema.lt(range.below);
  if (range.atMost !== undefined) schema = schema.lte(range.atMost);
  const described = (range.default === undefined ? schema : schema.default(range.default)).describe(range.description);
  scalars.add(described);
  return described as unknown as ScalarOption;
}

/** A positive length or weight, whose squares, sums and quotients stay within float64. */
export function magnitude(range: { readonly description: string; readonly default?: number }): ScalarOption {
  return scalar({ ...range, atLeast: MIN_MAGNITUDE, atMost: MAX_MAGNITUDE });
}

/** An integer that shapes the graph: a count or a size. Every count has a bound: see bounds.ts. */
export function count(range: {
  readonly description: string;
  readonly default?: number;
  readonly atLeast?: number;
  readonly atMost: number;
}): z.ZodType<number> {
  const schema = z
    .int()
    .gte(range.atLeast ?? 1)
    .lte(range.atMost);
  return (range.default === undefined ? schema : schema.default(range.default)).describe(range.description);
}

const omitted = new WeakMap<object, Json>();

/**
 * An option with a default that resolved settings leave out, so that settings from before there was the option keep
 * their identity. The member sees `undefined` for the default. Of a choice of another family: the default's name.
 */
export function omitDefault<T>(value: Json, schema: z.ZodType<T>): z.ZodType<T | undefined> {
  const option = schema.optional();
  const described = schema.description === undefined ? option : option.describe(schema.description);
  omitted.set(described, value);
  return described;
}

/** The default that resolved settings leave out; undefined of other options. */
export function omittedDefault(option: z.ZodType): Json | undefined {
  return omitted.get(option);
}

export function isScalarOption(option: z.ZodType): option is ScalarOption {
  return scalars.has(option);
}

const choices = new WeakMap<object, string>();
const scheduled = new WeakMap<object, string>();

/** A choice of a member of another family, as a name or an object with its options. */
export function choiceOf(family: string, range: { description: string; default: string }): z.ZodType<Choice> {
  const placeholder = z.custom<Choice>().default({ name: range.default }).describe(range.description);
  choices.set(placeholder, family);
  return placeholder as unknown as z.ZodType<Choice>;
}

/** How a scalar option of the same member changes while it trains: a schedule, `constant` by default. */
export function scheduleOf(option: string): z.ZodType<Choice | undefined> {
  const description = `The schedule of ${option}: the factor that multiplies it at each step.`;
  const placeholder = omitDefault('constant', z.custom<Choice>().describe(description));
  choices.set(placeholder, 'schedules');
  scheduled.set(placeholder, option);
  return placeholder;
}

/** The scalar option that a `scheduleOf` option changes; undefined for other options. */
export function scheduledBy(option: z.ZodType): string | undefined {
  return scheduled.get(option);
}

const dataFiles = new WeakSet<object>();

/**
 * The path of a data file, relative to the experiment file. In a resolved setting the path is absolute, and `sha256` beside
 * it identifies the bytes of the file. The identity of the setting depends on the bytes, not on the path.
 */
export function dataFile(description: string): z.ZodType<string> {
  const schema = z.string().min(1).describe(description);
  dataFiles.add(schema);
  return schema;
}

export function isDataFile(option: z.ZodType): boolean {
  return dataFiles.has(option);
}

/** The family that a `choiceOf` option chooses from; undefined for other options. */
export function familyOfChoice(option: z.ZodType): string | undefined {
  return choices.get(option);
}
