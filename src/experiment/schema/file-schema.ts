/** The schema of an experiment file, except for the contents of its settings, which the families define. */

import { z } from 'zod';
import { MAX_ENTRIES, MAX_EXTENSIONS, MAX_SAMPLES, MAX_STEPS } from '../../core/gan/bounds.js';
import { count } from '../../core/gan/options.js';
import { seedsSchema } from '../read/seeds.js';

export const NAME_PATTERN = /^[a-z0-9][a-z0-9-]{0,63}$/;
const word = z
  .string()
  .regex(NAME_PATTERN, 'must be lower-case letters, digits and hyphens, at most 64, and start with a letter or digit');

// Their contents are checked by settings.ts; in the JSON Schema the families' schemas take their place.
const overlay = z.record(z.string(), z.unknown());
const sweep = z.record(z.string(), z.array(z.unknown()).min(1));
const filter = z.record(z.string(), z.unknown());

export const measureSchema = z.strictObject({
  every: count({
    description: 'Measure at step 0, every N steps, and at the last step.',
    default: 1000,
    atMost: MAX_STEPS,
  }),
  samples: count({
    description: 'Number of samples of the generator for the metrics.',
    default: 2500,
    atMost: MAX_SAMPLES,
  }),
  metrics: z
    .array(z.unknown())
    .min(1)
    .max(MAX_ENTRIES)
    .optional()
    .describe('The metrics to compute; by default those of the target or the game.'),
  keep: z
    .enum(['all', 'last'])
    .default('all')
    .describe(
      '`all` keeps the parameters of every measured step, so that metrics can be added later. `last` keeps only what is needed to raise `steps`; a metric that is added later is absent at earlier steps.',
    ),
});

export const claimSchema = z.strictObject({
  id: word.describe('The name of the claim in tables.'),
  says: z.string().min(1).describe('The claim, as a sentence.'),
  source: z.string().default('').describe('The source of the claim: a paper and section.'),
  given: filter.optional().describe('A filter: only settings that match it.'),
  holds: z.string().min(1).max(1000).describe('An expression that is true for a seed in which the claim is true.'),
  atLeast: z.number().gte(0.5).lt(1).default(0.5).describe('The share of seeds in which the claim must be true.'),
  deterministic: z
    .boolean()
    .default(false)
    .describe('Tested once, on the first seed, because nothing in the claim is random.'),
  published: z
    .strictObject({
      value: z.string().describe('What was published.'),
      tag: z
        .enum(['C', 'P', 'S', 'R', 'M'])
        .describe('How the value is known: code, paper, secondary source, recomputed, memory.'),
    })
    .optional(),
});

export const profileSchema = z.strictObject({
  base: overlay.optional().describe('Changes of base.'),
  seeds: seedsSchema.unwrap().optional(),
  measure: z.record(z.string(), z.unknown()).optional().describe('Changes of measure.'),
});

export const fileSchema = z.strictObject({
  name: word.describe('The name of the experiment and of its results folder: lower-case letters, digits and hyphens.'),
  extends: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Another file (YAML or JSON), relative to this one, whose sections this file changes. Its name is not inherited.',
    ),
  extensions: z
    .array(z.string().min(1))
    .max(MAX_EXTENSIONS)
    .optional()
    .describe(
      'Files with losses, metrics, ... of your own, inside the folder of this file. Their code runs; --no-extensions refuses it.',
    ),
  question: z.string().min(1).describe('The question that the experiment answers.'),
  base: overlay.describe('The setting that all others are derived from.'),
  vary: sweep.optional().describe('A grid: every combination of these values. Paths are relative to base.'),
  zip: sweep.optional().describe('Lists of equal length that vary together; crossed with vary.'),
  also: z.array(overlay).optional().describe('More settings, each a change of base; not crossed with the grid.'),
  exclude: z.array(filter).max(MAX_ENTRIES).optional().describe('Settings to leave out.'),
  seeds: seedsSchema,
  measure: z.record(z.string(), z.unknown()).optional(),
  derive: z
    .record(word, z.string().min(1).max(1000))
    .optional()
    .describe('Columns computed from the metrics of a step, hyphens as underscores: `gap: 2*js - log(4) - value`.'),
  failures: z
    .array(z.unknown())
    .max(MAX_ENTRIES)
    .optional()
    .describe('Failure modes with options that differ from their defaults; runs are tested for all of them.'),
  claims: z.array(claimSchema).max(MAX_ENTRIES).optional(),
  profiles: z.record(word, profileSchema).optional().describe('Changes that --profile NAME applies to the file.'),
});
export type ExperimentFile = z.output<typeof fileSchema>;
