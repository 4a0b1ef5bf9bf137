/** The shape of an experiment file, apart from what its settings may hold: that is the families' matter. */
import { z } from 'zod';
import { count } from '../../core/gan/options.js';
import { seedsSchema } from '../read/seeds.js';

export const NAME_PATTERN = /^[a-z0-9][a-z0-9-]{0,63}$/;
const word = z
  .string()
  .regex(NAME_PATTERN, 'must be lower-case letters, digits and hyphens, at most 64, and start with a letter or digit');

// What these hold is checked by settings.ts; the JSON Schema puts the families' schemas there.
const overlay = z.record(z.string(), z.unknown());
const sweep = z.record(z.string(), z.array(z.unknown()).min(1));
const filter = z.record(z.string(), z.unknown());

export const measureSchema = z.strictObject({
  every: count({ description: 'Take readings at step 0, every so many steps, and at the last.', default: 1000 }),
  samples: count({ description: 'Samples of the generator that metrics see.', default: 2500, atMost: 1e7 }),
  metrics: z.array(z.unknown()).min(1).optional().describe("What to read; the game's usual metrics if left out."),
  keep: z
    .enum(['all', 'last'])
    .default('all')
    .describe(
      "Keep the players' parameters at every measured step, so that metrics can be added later; or only the last, where a metric that is added later is absent before, and what it takes to raise `steps`.",
    ),
});

export const claimSchema = z.strictObject({
  id: word.describe('A name for tables.'),
  says: z.string().min(1).describe('The claim, as a sentence.'),
  source: z.string().default('').describe('Where it is claimed: a paper and section.'),
  given: filter.optional().describe('Only the settings that match.'),
  holds: z.string().min(1).max(1000).describe('An expression that is true of a seed for which the claim holds.'),
  atLeast: z.number().gte(0.5).lt(1).default(0.5).describe('The share of seeds that must say yes.'),
  deterministic: z.boolean().default(false).describe('Judge once, on the first seed: the claim is about no sample.'),
  published: z
    .strictObject({
      value: z.string().describe('What was published.'),
      tag: z
        .enum(['C', 'P', 'S', 'R', 'M'])
        .describe('How it is known: code, paper, secondary source, recomputed, memory.'),
    })
    .optional(),
});

export const profileSchema = z.strictObject({
  base: overlay.optional().describe('Laid over base.'),
  seeds: seedsSchema.unwrap().optional(),
  measure: z.record(z.string(), z.unknown()).optional().describe('Laid over measure.'),
});

export const fileSchema = z.strictObject({
  name: word.describe('Names the results folder: lower-case letters, digits and hyphens.'),
  extends: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Another file, relative to this one, whose sections this one changes: YAML or JSON. Its name is not taken.',
    ),
  question: z.string().min(1).describe('What the experiment asks.'),
  base: overlay.describe('The setting that all others are changes of.'),
  vary: sweep.optional().describe('A grid: every combination of these values. Paths are relative to base.'),
  zip: sweep.optional().describe('Lists of equal length that vary together; crossed with vary.'),
  also: z.array(overlay).optional().describe('Further settings, each a change of base; not crossed.'),
  exclude: z.array(filter).optional().describe('Settings to leave out.'),
  seeds: seedsSchema,
  measure: z.record(z.string(), z.unknown()).optional(),
  derive: z
    .record(word, z.string().min(1).max(1000))
    .optional()
    .describe("Further readings from a step's others, hyphens as underscores: `gap: 2*js - log(4) - value`."),
  failures: z
    .array(z.unknown())
    .optional()
    .describe('Failure modes with options that differ from their defaults; runs are tested for all of them.'),
  claims: z.array(claimSchema).optional(),
  profiles: z.record(word, profileSchema).optional().describe('Changes that --profile NAME lays over the file.'),
});
export type ExperimentFile = z.output<typeof fileSchema>;
