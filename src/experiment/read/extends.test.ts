import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as testing from '../../../test/support/experiment-files.js';
import { file as whole } from '../../../test/support/experiment-files.js';

// Relative to the folder that `load` writes to: files of their own, so that no other test sees them.
const folder = mkdtempSync(join(tmpdir(), 'helvetica-extends-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Files {
  readonly [name: string]: string;
}
const MAIN = 'main.yaml';

function write(files: Files): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return join(folder, MAIN);
}
const load = (files: Files, options: object = {}) => testing.load(files[MAIN]!, { file: write(files), ...options });

/** Every problem with the name of its file, from the folder of the test on. */
async function problemsOf(files: Files): Promise<readonly string[]> {
  return (await testing.problemsOf(files[MAIN]!, { file: write(files) })).map((line) =>
    line.replaceAll(`${folder}/`, ''),
  );
}

const child = (extended: string, more = '') => `name: child\nextends: ${extended}\n${more}`;

describe('extends', () => {
  it('inherits everything but the name', async () => {
    const parent = whole('vary: { loss: [minimax, hinge] }\nseeds: [4]\n');
    const { name, question, cells, seeds, measure } = await load({ 'p.yaml': parent, [MAIN]: child('p.yaml') });
    expect({ name, question, seeds }).toEqual({ name: 'child', question: 'Does it load?', seeds: [4] });
    expect(cells.map(({ labels }) => labels.loss)).toEqual(['minimax', 'hinge']);
    expect(measure.metrics.map(({ column }) => column)).toEqual(['js']);
  });

  it('has the same cells as one file with the whole text', async () => {
    const split = await load({
      'p.yaml': whole('', '  optimizer: { name: adam, lr: 0.1, beta1: 0.25 }\n  steps: 7\n'),
      [MAIN]: child('p.yaml', 'base: { optimizer.lr: 0.5, steps: 9 }\n'),
    });
    const one = await testing.load(whole('', '  optimizer: { name: adam, lr: 0.5, beta1: 0.25 }\n  steps: 9\n'));
    expect(split.cells.map(({ id }) => id)).toEqual(one.cells.map(({ id }) => id));
  });

  it('is applied after the defaults and before base, profile, vary and --set', async () => {
    const files = {
      'p.yaml': whole(
        'profiles: { p: { base: { batch: 3, dtype: float64 }, seeds: 3 } }\n',
        '  steps: 1\n  batch: 1\n  regularizer: { name: r1, gamma: 2 }\n  scheme: { discriminatorSteps: 4 }\n',
      ),
      [MAIN]: child(
        'p.yaml',
        'base: { steps: 2, regularizer: { gamma: 5 } }\nprofiles: { p: { base: { batch: 4 } } }\nvary: { loss: [hinge] }\n',
      ),
    };
    const settingOf = async (options: object) => (await load(files, options)).cells[0]!.setting;
    const plain = await settingOf({});
    expect(plain).toMatchObject({ steps: 2, batch: 1, dtype: 'float32', loss: { generator: { name: 'hinge' } } });
    expect(plain.regularizer!.discriminator).toEqual({ name: 'r1', gamma: 5 });
    // A change of the default scheme, not another scheme.
    expect(plain.scheme).toMatchObject({ name: 'alternating', discriminatorSteps: 4 });
    const profiled = await load(files, { profile: 'p', set: ['steps=6'] });
    expect(profiled.seeds).toEqual([1, 2, 3]);
    expect(profiled.cells[0]!.setting).toMatchObject({ steps: 6, batch: 4, dtype: 'float64' });
  });

  it("does not apply a lower file's dotted change to an upper file's new object", async () => {
    const files = {
      'p.yaml': whole('', '  optimizer: { name: adam }\n  optimizer.lr: 0.125\n'),
      [MAIN]: child('p.yaml', 'base: { optimizer: sgd }\n'),
    };
    const [sgd] = (await testing.load(whole('', '  optimizer: sgd\n'))).cells;
    expect((await load(files)).cells[0]!.setting.optimizer).toEqual(sgd!.setting.optimizer);
  });

  it('keeps the axes that it does not name, and replaces the others, lists and claims', async () => {
    const claim = (id: string, metric: string) =>
      `claims: [{ id: ${id}, says: b, holds: 'at("${metric}", 0, {loss: "hinge"}) < 1' }]\n`;
    const { cells, claims, measure } = await load({
      'p.yaml': whole(`vary: { loss: [minimax, hinge], steps: [1, 2] }\n${claim('lower', 'js')}`).replace(
        'metrics: [js]',
        'every: 7, metrics: [js]',
      ),
      [MAIN]: child(
        'p.yaml',
        `vary: { steps: [3] }\nmeasure: { metrics: [modes-covered] }\n${claim('upper', 'modes-covered')}`,
      ),
    });
    expect(cells.map(({ labels }) => labels)).toEqual([
      { loss: 'minimax', steps: '3' },
      { loss: 'hinge', steps: '3' },
    ]);
    expect(claims.map(({ id }) => id)).toEqual(['upper']);
    expect([measure.every, ...measure.metrics.map(({ column }) => column)]).toEqual([7, 'modes-covered']);
  });

  it('is relative to its file, and accepts JSON', async () => {
    const { cells } = await load({
      'a/b/low.json': JSON.stringify({ base: { target: 'ring', generator: 'mlp', discriminator: 'mlp', steps: 3 } }),
      'a/mid.yaml': 'extends: b/low.json\nbase: { batch: 5 }\nmeasure: { metrics: [js] }\n',
      [MAIN]: child('./a/mid.yaml', 'question: Why?\n'),
    });
    expect(cells[0]!.setting).toMatchObject({ steps: 3, batch: 5 });
  });

  it('is nested at most eight deep', async () => {
    const tower = (height: number): Files => ({
      ...Object.fromEntries(
        Array.from({ length: height - 1 }, (_, i) => [`${i + 1}.yaml`, `extends: ${i + 2}.yaml\n`]),
      ),
      [`${height}.yaml`]: whole(),
      [MAIN]: child('1.yaml'),
    });
    expect((await load(tower(8))).name).toBe('child');
    expect(await problemsOf(tower(9))).toEqual([
      expect.stringMatching(/^8\.yaml:1:10: extends: extends a chain of more than 8 files: main\.yaml -> 1\.yaml -> /),
    ]);
  });

  it.each([
    ['itself', 'main.yaml', 'main.yaml:2:10: extends: circular `extends`: main.yaml -> main.yaml'],
    [
      'one that extends it',
      'back.yaml',
      'back.yaml:1:10: extends: circular `extends`: main.yaml -> back.yaml -> main.yaml',
    ],
    ['nothing there', 'none.yaml', 'main.yaml:2:10: extends: none.yaml cannot be read: no such file'],
    ['a list', '[p.yaml]', 'main.yaml:2:10: extends: must be the path of one file, got ["p.yaml"]'],
    ['no object', 'list.yaml', 'main.yaml:2:10: extends: list.yaml is not an object with sections such as base'],
    ['an absolute path', '/p.yaml', 'main.yaml:2:10: extends: must be a relative path, got "/p.yaml"'],
    [
      'an address',
      'https://x.org/p.yaml',
      'main.yaml:2:10: extends: must be a relative path, got "https://x.org/p.yaml"',
    ],
    [
      'a module',
      'p.js',
      'main.yaml:2:10: extends: must end in .yaml, .yml, .json: a module runs only when it is named on the command line',
    ],
  ])('refuses %s', async (_, extended, says) => {
    const files = { 'back.yaml': `extends: ${MAIN}\n`, 'list.yaml': '[1]\n', 'p.js': 'throw new Error("was run")' };
    expect(await problemsOf({ ...files, [MAIN]: child(extended) })).toEqual([says]);
  });

  it('reports all problems at their positions, file by file', async () => {
    const problems = await problemsOf({
      'p.yaml': whole('varry: {}\nseeds: 0\n', '  stepz: 5\n').replace('metrics: [js]', 'metrics: [jss]'),
      [MAIN]: child('p.yaml', 'base:\n  optimizer: { name: adam, lrr: 1 }\nvary: { loss: [hing] }\n'),
    });
    expect(problems.map((line) => line.split(';')[0])).toEqual([
      expect.stringMatching(/^p\.yaml:7:3: base\.stepz: unknown field/),
      expect.stringMatching(/^p\.yaml:8:/),
      'p.yaml:9:1: varry: unknown key "varry"',
      expect.stringMatching(/^p\.yaml:10:8: seeds: /),
      expect.stringMatching(/^main\.yaml:4:28: base\.optimizer\.lrr: unknown option "lrr" of adam/),
      expect.stringMatching(/^main\.yaml:5:16: vary\.loss\[0\]: unknown loss "hing"/),
    ]);
  });

  it('reports a section below that is not an object, although the one above is', async () => {
    expect(
      await problemsOf({ 'p.yaml': 'vary: 3\n', [MAIN]: `${whole()}extends: p.yaml\nvary: { loss: [hinge] }\n` }),
    ).toEqual(['p.yaml:1:7: vary: must be an object, got 3']);
  });

  it('reports problems in the text of the other file', async () => {
    expect(await problemsOf({ 'p.yaml': 'base: {}\nbase: {}\n', [MAIN]: `${whole()}extends: p.yaml\n` })).toEqual([
      expect.stringMatching(/^p\.yaml:2:1: /),
    ]);
  });
});
