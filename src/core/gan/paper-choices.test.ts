import { describe, expect, it } from 'vitest';
import { file, load } from '../../../test/support/experiment-files.js';
import { families } from './families.js';
import { otherDefaults } from './paper-choices.js';
import type { Setting } from './setting.js';

async function settingOf(base = ''): Promise<Setting> {
  return (await load(file('', base))).cells[0].setting;
}

const members = Object.values(families).flatMap((family) => [...family.values()]);
const chosen = members.flatMap(({ name, paper, paperChoices = [] }) =>
  paperChoices.map(({ path, value }) => ({ name, paper, path, value })),
);

describe('the choices of papers', () => {
  it('belong to members with a paper', () => {
    expect(chosen.length).toBeGreaterThan(20);
    for (const { name, paper } of chosen) expect(paper, name).toBeTruthy();
  });

  // Options of other members than the default one have no default in this setting.
  it.each(chosen)('$name: $path is a path of a setting, and its value is valid there', async ({ path, value }) => {
    const { setting } = (await load(file(), { set: [`${path}=${JSON.stringify(value)}`] })).cells[0];
    expect(JSON.stringify(setting)).not.toBe(JSON.stringify(await settingOf()));
  });
});

describe('a setting', () => {
  const listed = async (base: string) =>
    otherDefaults(await settingOf(base), families).map(({ member, path, given, value }) => [
      member,
      path,
      given,
      value,
    ]);

  it('with weight clipping has one step of D where the paper has five, and another optimizer', async () => {
    expect(await listed('  regularizer: weight-clipping\n')).toEqual([
      ['weight-clipping', 'scheme.discriminatorSteps', 1, 5],
      ['weight-clipping', 'optimizer', 'adam', 'rmsprop'],
      ['weight-clipping', 'optimizer.lr', 0.001, 0.00005],
      ['weight-clipping', 'batch', 256, 64],
    ]);
  });

  it('that has what the paper has, or what is neither the default nor the paper’s, is not listed', async () => {
    const base = '  regularizer: weight-clipping\n  optimizer: { name: rmsprop, lr: 0.00005 }\n  batch: 64\n';
    expect(await listed(`${base}  scheme: { name: alternating, discriminatorSteps: 5 }\n`)).toEqual([]);
    expect(await listed(`${base}  scheme: { name: alternating, discriminatorSteps: 3 }\n`)).toEqual([]);
  });

  it('of no such member has none', async () => {
    expect(await listed('')).toEqual([]);
  });

  it('compares options of networks, and numbers', async () => {
    const text = file().replace('{ name: ring, modes: 8 }', 'ring-unrolled');
    const { setting } = (await load(text)).cells[0];
    const found = otherDefaults(setting, families);
    expect(found.map(({ path }) => path)).toEqual([
      'latent.dim',
      'generator.initializer',
      'discriminator.initializer',
      'optimizer.beta1',
      'batch',
    ]);
    expect(found[1]).toMatchObject({ given: { name: 'he' }, value: { name: 'orthogonal', gain: 0.8 } });
    const same = text
      .replace('measure', '  batch: 512\nmeasure')
      .replace('discriminator: mlp', 'discriminator: { name: mlp, initializer: { name: orthogonal, gain: 0.8 } }');
    expect(otherDefaults((await load(same)).cells[0].setting, families).map(({ path }) => path)).toEqual([
      'latent.dim',
      'generator.initializer',
      'optimizer.beta1',
    ]);
  });
});
