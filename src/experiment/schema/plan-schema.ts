/**
 * The schema of `experiment.json`: what `run` writes, and nothing else. A results folder may come from a stranger, and its names become
 * paths (decision 012). Whether a setting can be trained is checked where that matters: see `check-members.ts`.
 */
import { z } from 'zod';
import { MAX_ENTRIES, MAX_EXTENSIONS, MAX_MEASUREMENTS, MAX_RUNS, MAX_SETTINGS } from '../../core/gan/bounds.js';
import { type Field, fields } from '../../core/gan/fields.js';
import { required, withoutDefaults } from '../../records/checked-json.js';
import type { Experiment } from '../../records/experiment.js';
import { CELL_FOLDER } from '../../records/identity.js';
import { recordedMetricSchema } from '../../records/recorded-metric.js';
import { seedListSchema } from '../read/seeds.js';
import { claimSchema, measureSchema, NAME_PATTERN } from './file-schema.js';

const name = z.string().regex(NAME_PATTERN, 'must be a name of lower-case letters, digits and hyphens');
const text = z.string();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');
/** A member with its options, which are checked by its family. */
export const choiceSchema = z.looseObject({ name });
const players = z.object({ generator: choiceSchema, discriminator: choiceSchema });

const ALWAYS = ['game', 'optimizer', 'scheme', 'steps', 'dtype']; // fields that every game has

export const settingSchema = z.looseObject(
  Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, fieldSchema(key, field)])),
);

function fieldSchema(key: string, field: Field): z.ZodType {
  const schema = field.kind === 'plain' ? required(field.schema) : field.players ? players : choiceSchema;
  return ALWAYS.includes(key) ? schema : schema.optional();
}

const cell = z
  .looseObject({
    id: sha256,
    folder: z.string().regex(CELL_FOLDER, 'must be words of the setting and 12 digits of its id'),
    setting: settingSchema,
    axes: z.record(text, z.unknown()),
    labels: z.record(text, text),
  })
  .refine(({ id, folder }) => folder.includes(`-${id.slice(0, 12)}`), {
    path: ['folder'],
    message: 'must end with the first 12 digits of the id',
  });

/** Of a metric that returns more than one number, the column's name is part of a file's: `curves/COLUMN.npy`. */
const fileColumn = text.regex(
  /^(?!\.)[^/\\\p{Cc}]{1,250}$/u,
  'must be the name of a column, without slashes and control characters',
);
const columns = (column: z.ZodType) => z.array(z.looseObject({ column, choice: choiceSchema })).max(MAX_ENTRIES);

const extension = z.looseObject({
  file: text.min(1),
  sha256,
  members: z
    .array(z.looseObject({ family: z.string().regex(/^[a-z]{1,32}$/), name, metric: recordedMetricSchema.optional() }))
    .max(MAX_ENTRIES),
});

const { every, samples, keep } = withoutDefaults(measureSchema.shape);

const shape = z.looseObject({
  name,
  question: text,
  file: text.min(1),
  profile: name.nullable(),
  axes: z.array(text),
  cells: distinct(z.array(cell).min(1).max(MAX_SETTINGS), 'folder'),
  seeds: seedListSchema,
  measure: z.looseObject({
    every: every!,
    samples: samples!,
    keep: keep!,
    metrics: columns(text.min(1)),
    vectors: columns(fileColumn).optional(),
  }),
  derive: z.array(z.looseObject({ name, text: z.string().min(1).max(1000) })).optional(),
  failures: z.array(choiceSchema).max(MAX_ENTRIES).optional(),
  claims: z.array(
    z.looseObject({ ...withoutDefaults(claimSchema.shape), given: z.record(text, z.unknown()).optional() }),
  ),
  extensions: z.array(extension).max(MAX_EXTENSIONS).optional(),
});

export const planSchema = shape.superRefine((plan, context) =>
  isOfPossibleSize(plan as unknown as Experiment, context),
);

/** What no file could have asked for would take for ever. */
function isOfPossibleSize(
  { cells, seeds, measure }: Pick<Experiment, 'cells' | 'seeds' | 'measure'>,
  context: z.RefinementCtx,
): void {
  const report = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
  if (cells.length * seeds.length > MAX_RUNS) report(['seeds'], `expand to more than ${MAX_RUNS} runs`);
  const steps = cells.reduce((most, { setting }) => Math.max(most, setting.steps), 0);
  if (steps / measure.every > MAX_MEASUREMENTS)
    report(['measure', 'every'], `must be at least ${Math.ceil(steps / MAX_MEASUREMENTS)} with ${steps} steps`);
}

/** Two cells of one folder would be written over each other. */
function distinct<T extends z.ZodType<readonly { readonly folder: string }[]>>(list: T, key: 'folder') {
  return list.superRefine((items, context) => {
    const seen = new Set<string>();
    for (const [i, item] of items.entries()) {
      if (seen.has(item[key])) context.addIssue({ code: 'custom', path: [i, key], message: 'must be there once' });
      seen.add(item[key]);
    }
  });
}
