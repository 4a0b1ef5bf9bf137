import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { experimentTemplate } from '../src/cli/commands/init/experiment-template.js';
import { readExperiments } from '../src/cli/experiment-files.js';
import { loadCatalogs } from '../src/experiment/catalogs.js';
import { toJson } from '../src/experiment/read/located.js';
import { profileNames } from '../src/experiment/read/profiles.js';
import { readYaml } from '../src/experiment/read/read-yaml.js';
import { experimentSchema } from '../src/experiment/schema/json-schema.js';

const SCHEMA = 'schema/experiment.schema.json';
const yamlFiles = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => join(folder, name));
const files = [...yamlFiles('experiments'), ...yamlFiles('experiments/claims')];

describe.each(files)('%s', (file) => {
  it('is valid, with each of its profiles', async () => {
    const [experiment] = await readExperiments({ files: [file] });
    expect(experiment!.cells.length).toBeGreaterThan(0);
    for (const profile of await profileNames(file)) await readExperiments({ files: [file], profile });
  });

  it('names the schema for editors in its first line', () => {
    const [, path] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(file, 'utf8')) ?? [];
    expect(path && existsSync(join(dirname(file), path))).toBe(true);
  });
});

describe('the schema', () => {
  it('is that of the code (npm run schema makes it anew)', async () => {
    const made = experimentSchema(await loadCatalogs());
    expect(JSON.parse(readFileSync(SCHEMA, 'utf8'))).toEqual(JSON.parse(JSON.stringify(made)));
  });

  // zod reads JSON Schema too: a second opinion, from the schema alone.
  const schema = z.fromJSONSchema(JSON.parse(readFileSync(SCHEMA, 'utf8')));
  const accepts = (text: string) => schema.safeParse(toJson(readYaml(text, 'x.yaml').data!)).success;
  const written = experimentTemplate({ name: 'mine', schema: SCHEMA });

  it.each(files)('accepts %s', (file) => {
    expect(accepts(readFileSync(file, 'utf8'))).toBe(true);
  });

  it('accepts what helvetica init writes', () => {
    expect(accepts(written)).toBe(true);
  });

  it('wants no base of a file that extends another, and checks what it says all the same', () => {
    expect(accepts('{ name: mine, extends: ring.yaml, base: { steps: 5 } }')).toBe(true);
    expect(accepts('{ name: mine, extends: ring.yaml, base: { stepz: 5 } }')).toBe(false);
    expect(accepts('{ name: mine, question: Why? }')).toBe(false);
  });

  it.each([
    ['question:', 'qestion:'],
    ['target:', 'targt:'],
    ['name: ring', 'name: rong'],
    ['modes: 8', 'modes: 1'],
    ['beta1: 0.5 ', 'beta1: 1.5 '],
    ['beta1: 0.5 ', 'beta11: 0.5 '],
    ['name: mlp', 'name: mlp, kernel: 3'],
    ['[minimax, non-saturating]', '[minimax, none]'],
    ['optimizer.beta1:', 'optimiser.beta1:'],
    ['optimizer.beta1: [0.5', 'optimizer.beta1: [-0.5'],
    ['steps: 2000', 'steps: many'],
    ['[js,', '[jss,'],
    ['every: 500', 'every: 0'],
    ['given: {', 'given: { los: x, '],
    ['smoke: {', 'smoke: { sedes: 1, '],
  ])('refuses "%s" written as "%s"', (right, wrong) => {
    expect(written).toContain(right);
    expect(accepts(written.replace(right, wrong))).toBe(false);
  });
});
