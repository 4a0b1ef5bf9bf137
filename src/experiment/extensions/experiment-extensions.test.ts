import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { lossText, MEMBERS_TEXT, OWN_EXPERIMENT } from '../../../test/support/extensions.js';
import { temporaryFolder } from '../../../test/support/sweeps.js';
import { families } from '../../core/gan/families.js';
import { failureModes } from '../../diagnosis/catalog.js';
import { metrics } from '../../metrics/catalog.js';
import { cellId } from '../../records/identity.js';
import { type LoadOptions, loadExperiment } from '../load.js';
import { forgetExtensions } from './loaded-extensions.js';

const top = temporaryFolder('extensions');
let number = 0;

/** An experiment file with these extensions beside it, in a folder of its own. */
function project(files: Readonly<Record<string, string>>, text = OWN_EXPERIMENT): string {
  number += 1;
  const folder = join(top, String(number));
  mkdirSync(folder);
  for (const [name, code] of Object.entries({ 'own.yaml': text, ...files })) writeFileSync(join(folder, name), code);
  return join(folder, 'own.yaml');
}

const BOTH = { 'own-loss.js': lossText(), 'members.js': MEMBERS_TEXT };
const OWN_OR_NOT: Readonly<Record<string, string>> = {
  target: 'gaussian',
  regularizer: 'none',
  scheme: 'simultaneous',
  optimizer: 'sgd',
};
const ONE = OWN_EXPERIMENT.replace(', members.js', '')
  .replace(/own-(target|regularizer|scheme|optimizer)/g, (_, family: string) => OWN_OR_NOT[family]!)
  .replace(', initializer: own-initializer', '')
  .replace(', own-metric', '');

afterEach(forgetExtensions);

const problems = (file: string, options: LoadOptions = {}) =>
  loadExperiment(file, options).then(
    () => '',
    (error: Error) => error.message.replaceAll(`${file}:`, ''),
  );

describe('the extensions of an experiment file', () => {
  it('add their members, which settings, metrics and failure modes name', async () => {
    const file = project(BOTH, `${OWN_EXPERIMENT}failures: [{ name: own-failure, limit: 0.5 }]\n`);
    const { cells, measure, failures, extensions } = await loadExperiment(file);
    const [ownLoss, members] = extensions!;
    expect([ownLoss!.file, members!.file]).toEqual(['./own-loss.js', 'members.js']);
    expect(ownLoss!.members).toEqual([{ family: 'losses', name: 'own-loss' }]);
    expect(members!.members).toHaveLength(7);
    const { loss, target, optimizer, generator } = cells[0]!.setting;
    expect(loss!.generator).toEqual({ name: 'own-loss', margin: 1, extension: ownLoss!.sha256 });
    expect(target).toEqual({ name: 'own-target', width: 1, extension: members!.sha256 });
    expect(optimizer.generator).toEqual({ name: 'own-optimizer', lr: 0.05, extension: members!.sha256 });
    expect(generator!.initializer).toEqual({ name: 'own-initializer', extension: members!.sha256 });
    expect(cells[1]!.setting.loss!.generator).toEqual({ name: 'hinge' });
    expect(measure.metrics[1]).toEqual({
      column: 'own-metric',
      choice: { name: 'own-metric', extension: members!.sha256 },
    });
    expect(failures).toEqual([{ name: 'own-failure', limit: 0.5, extension: members!.sha256 }]);
    expect(cells.map(({ labels }) => labels.loss)).toEqual(['own-loss', 'hinge']);
  });

  it('have words that "did you mean" knows', async () => {
    expect(await problems(project(BOTH, OWN_EXPERIMENT.replace('[own-loss,', '[own-los,')))).toMatch(
      /unknown loss "own-los"; did you mean "own-loss"\?/,
    );
  });

  it('are of the file that names them, and of no other in the same process', async () => {
    await loadExperiment(project(BOTH));
    expect(families.losses.has('own-loss')).toBe(true);
    const without = OWN_EXPERIMENT.replace(/extensions: .*\n/, '');
    const message = await problems(project({}, without));
    for (const word of ['loss', 'target', 'regularizer', 'scheme', 'optimizer', 'initializer', 'metric'])
      expect(message).toContain(`unknown ${word} "own-${word}"`);
    await forgetExtensions();
    for (const family of [...Object.values(families), metrics, failureModes])
      expect([...family.keys()].filter((name) => name.startsWith('own-'))).toEqual([]);
  });

  it('print what code is loaded before it runs, once', async () => {
    const notices: string[] = [];
    const file = project({ ...BOTH, 'own-loss.js': `${lossText()}throw new Error('stop');` });
    const message = await problems(file, { notice: (sentence) => notices.push(sentence) });
    expect(message).toMatch(/extensions\[0\]: \.\/own-loss\.js failed: stop \(line \d+\)/);
    expect(notices[0]).toMatch(/^code {4}\.\/own-loss\.js \(sha256 [0-9a-f]{12}\) is loaded/);
    const good = project(BOTH);
    await loadExperiment(good, { notice: (sentence) => notices.push(sentence) });
    await loadExperiment(good, { notice: (sentence) => notices.push(sentence) });
    expect(notices.filter((sentence) => sentence.includes('own-loss.js'))).toHaveLength(2);
  });

  it('are refused by extensions: false, before any code runs', async () => {
    const file = project({ ...BOTH, 'own-loss.js': "throw new Error('it ran');" });
    expect(await problems(file, { extensions: false })).toBe(
      '3:13: extensions: names code to run, which --no-extensions refuses',
    );
  });

  it('are not inherited: code runs only where the named file lists it', async () => {
    const file = project(BOTH);
    const over = file.replace('own.yaml', 'over.yaml');
    writeFileSync(over, 'name: over\nextends: own.yaml\n');
    expect(await problems(over)).toMatch(/own\.yaml:3:13: extensions: is inherited: code runs only where/);
    writeFileSync(over, 'name: over\nextends: own.yaml\nextensions: [own-loss.js, members.js]\n');
    expect((await loadExperiment(over)).extensions).toHaveLength(2);
  });

  it.each([
    [{ 'own-loss.js': lossText({ name: 'hinge' }) }, 'own-loss.js there is a loss named "hinge" already'],
    [{ 'own-loss.js': 'export default 1;' }, 'own-loss.js must have a default export that is a function'],
    [{}, './own-loss.js cannot be read: no such file'],
  ])('are refused with a position, %#', async (files, message) => {
    expect(await problems(project(files, ONE))).toContain(
      `3:14: extensions[0]: ${message.startsWith('./') ? '' : './'}${message}`,
    );
  });

  it('are one a name: a second one with other content is refused until the process ends', async () => {
    await loadExperiment(project(BOTH, ONE));
    const changed = { 'own-loss.js': lossText({ comment: '// changed\n' }) };
    expect(await problems(project(changed, ONE))).toContain(
      'another extension with a loss named "own-loss" is loaded: one command can use only one of them',
    );
  });
});

describe('the identity of a setting', () => {
  const idOf = async (code: string) => {
    await forgetExtensions();
    const [own, hinge] = (await loadExperiment(project({ 'own-loss.js': code }, ONE))).cells;
    return { own: own!.id, hinge: hinge!.id, folder: own!.folder };
  };

  it("depends on the extension's bytes, not on its path, where the setting uses a member of it", async () => {
    const first = await idOf(lossText());
    expect(await idOf(lossText())).toEqual(first);
    const other = await idOf(lossText({ comment: '// another comment\n' }));
    expect(other.own).not.toBe(first.own);
    expect(other.hinge).toBe(first.hinge);
    expect(first.folder).toMatch(/^gaussian-own-loss-sgd-[0-9a-f]{12}$/);
  });

  it('is that of the same setting without extensions where it uses none', async () => {
    const { cells } = await loadExperiment(project({ 'own-loss.js': lossText() }, ONE));
    const { hinge } = await idOf(lossText());
    const plain = ONE.replace(/extensions: .*\n/, '').replace('[own-loss, hinge]', '[hinge]');
    expect((await loadExperiment(project({}, plain))).cells[0]!.id).toBe(hinge);
    expect(cellId(cells[1]!.setting)).toBe(hinge);
  });
});
