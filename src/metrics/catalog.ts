/** Every metric, found in the folders beside this file: one folder a group, one file a metric. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { discover } from '../core/gan/family.js';
import type { Metric } from './metric.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const groups = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();
const found = await Promise.all(groups.map((group) => discover<Metric>(new URL(`./${group}/`, import.meta.url))));

export const metrics: ReadonlyMap<string, Metric> = new Map(found.flatMap((family) => [...family]));
/** Which group's folder a metric is in. */
export const groupOf: ReadonlyMap<string, string> = new Map(
  found.flatMap((family, i) => [...family.keys()].map((name) => [name, groups[i]] as const)),
);
