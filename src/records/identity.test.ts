import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { file, load } from '../../test/support/experiment-files.js';
import type { Json, Setting } from '../core/gan/setting.js';
import { canonicalJson, cellId, folderName } from './identity.js';

const cellOf = async (more = '', base = '', options = {}) => (await load(file(more, base), options)).cells[0]!;

const SETTING = (await cellOf()).setting;

describe('the identity of a cell', () => {
  it('is known', () => {
    // printf '%s' '{"engine":3,"setting":{"batch":2,"steps":1}}' | sha256sum
    expect(cellId({ steps: 1, batch: 2 } as Setting)).toBe(
      '1ba270e90a7c717b8e77f25d313e78f5094d2bf7d9592f861bc0b7cc210efd7c',
    );
  });

  it('does not depend on how the setting is written', async () => {
    const { id } = await cellOf('', '  optimizer: adam\n  loss: minimax\n  steps: 1000\n');
    const ways = [
      '  steps: 1.0e+3\n  loss: { name: minimax }\n  optimizer: { name: adam }\n',
      '  loss: { discriminator: minimax, generator: { name: minimax } }\n  steps: 1000\n',
      '  loss: minimax\n  steps: 1000\n  dtype: float32\n  scheme: alternating\n  optimizer: { generator: adam }\n',
      '  loss.generator: minimax\n  loss.discriminator: minimax\n  steps: 1000\n',
    ];
    for (const written of ways) expect((await cellOf('', written)).id).toBe(id);
  });

  it('does not depend on seeds, measuring, profiles, names, or on the other settings of the file', async () => {
    const { id } = await cellOf('', '  loss: minimax\n  steps: 7\n');
    const swept = await load(
      file('vary: { loss: [hinge, minimax], steps: [5, 7] }\nseeds: [4]\nprofiles: { p: { measure: { every: 3 } } }\n'),
      { profile: 'p', name: 'y.yaml' },
    );
    expect(swept.cells.map((cell) => cell.id)).toContain(id);
    expect((await cellOf('', '', { set: ['loss=minimax', 'steps=7'] })).id).toBe(id);
  });

  it('depends on every field', async () => {
    const changes = ['steps=9', 'batch=9', 'dtype=float64', 'loss.generator=hinge', 'loss.discriminator=hinge'];
    const more = ['regularizer=r1', 'optimizer.lr=9', 'scheme=simultaneous', 'latent.dim=9', 'target.modes=9'];
    const networks = ['generator.hidden=[9]', 'discriminator.hidden=[9]', 'generator.activation=tanh'];
    const cells = await Promise.all(
      [...changes, ...more, ...networks].map((change) => cellOf('', '', { set: [change] })),
    );
    expect(new Set([SETTING && cellId(SETTING), ...cells.map(({ id }) => id)]).size).toBe(1 + cells.length);
  });

  it('does not depend on a schedule that changes nothing, and does on any other', async () => {
    const { id } = await cellOf();
    expect((await cellOf('', '', { set: ['optimizer.schedule=constant'] })).id).toBe(id);
    const changes = ['optimizer.schedule=linear', 'optimizer.schedule={name: linear, to: 0.1}'];
    const more = ['optimizer.generator.schedule=linear', 'optimizer.schedule={name: linear, over: 5}'];
    const cells = await Promise.all([...changes, ...more].map((change) => cellOf('', '', { set: [change] })));
    expect(new Set([id, ...cells.map((cell) => cell.id)]).size).toBe(5);
  });

  it('depends on options with omitted defaults only if they differ from these', async () => {
    const { id } = await cellOf();
    const off = [
      'game.packing=1',
      'generator.dropout=0',
      'discriminator.inputScale=1',
      'discriminator.minibatchStd=false',
    ];
    expect((await cellOf('', '', { set: off })).id).toBe(id);
    const on = [
      'game.packing=2',
      'generator.dropout=0.1',
      'discriminator.inputScale=4',
      'discriminator.minibatchStd=true',
    ];
    const cells = await Promise.all(on.map((change) => cellOf('', '', { set: [change] })));
    expect(new Set([id, ...cells.map((cell) => cell.id)]).size).toBe(5);
  });

  it('does not depend on averaging that is none, and does on any other', async () => {
    const { id, setting } = await cellOf();
    expect((await cellOf('', '  averaging: none\n')).id).toBe(id);
    expect(setting).not.toHaveProperty('averaging');
    const changes = ['averaging=ema', 'averaging=uniform', 'averaging={name: ema, decay: 0.9}'];
    const cells = await Promise.all(changes.map((change) => cellOf('', '', { set: [change] })));
    expect(new Set([id, ...cells.map((cell) => cell.id)]).size).toBe(4);
    const swept = await load(file('vary: { averaging: [none, ema] }\nexclude: [{ averaging: none }]\n'));
    expect(swept.cells.map(({ labels }) => labels)).toEqual([{ averaging: 'ema' }]);
  });

  it('does not depend on the order of keys, at any depth', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(reversed(value as Json))).toBe(canonicalJson(value as Json));
      }),
    );
  });

  it('differs where anything differs', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = canonicalJson(a as Json) === canonicalJson(b as Json);
        expect(JSON.parse(canonicalJson(a as Json))).toEqual(plain(a));
        expect(same).toBe(canonicalJson(plain(a)) === canonicalJson(plain(b)));
      }),
    );
  });
});

describe("a cell's folder", () => {
  it('is named by its setting and twelve digits of its id', async () => {
    const { folder, id } = await cellOf('', '  loss: { generator: hinge }\n  regularizer.discriminator: r1\n');
    expect(folder).toBe(`ring-non-saturating-hinge-r1-adam-${id.slice(0, 12)}`);
    expect(folderName(SETTING, 'f'.repeat(64))).toBe('ring-non-saturating-adam-ffffffffffff');
  });
});

const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as Json;

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]): [string, Json] => [key, reversed(item)])
      .reverse(),
  );
}
