/**
 * Every metric, discovered in the folders beside this file: one folder a group, one file a metric. A leading underscore
 * marks what is not a member: a file of helpers (`_x.ts`), a folder that is not a group (`_nulls/`).
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { discover } from '../core/gan/family.js';
import type { Metric } from './metric.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const groups = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
  .map(({ name }) => name)
  .sort();
const members = await Promise.all(
  groups.map((group) => discover<Metric>(new URL(`./${group}/`, import.meta.url), 'metric')),
);

/**
 * Every metric by its name, ordered by group and then by name: the registry behind `helvetica list metrics` and
 * `measure.metrics`.
 *
 *     metrics.get('js').unit // 'nats'
 *     metrics.get('js').range // [0, Math.LN2]
 *
 * @example
 * const better = [...metrics.values()].filter(({ better }) => better === 'lower');
 * console.log(better.map(({ name, unit }) => `${name} (${unit})`).join(', '));
 */
export const metrics: ReadonlyMap<string, Metric> = new Map(members.flatMap((family) => [...family]));

/**
 * The group of each metric by its name: the folder that its file is in.
 *
 *     groupOf.get('js') // 'divergences'
 */
export const groupOf: ReadonlyMap<string, string> = new Map(
  members.flatMap((family, i) => [...family.keys()].map((name) => [name, groups[i]] as const)),
);
