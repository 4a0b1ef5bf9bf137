import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { file, load } from '../../../test/support/experiment-files.js';

const settingsOf = async (more: string, options = {}) =>
  (await load(file(more), options)).cells.map(({ setting }) => setting);
const labelsOf = async (more: string, options = {}) =>
  (await load(file(more), options)).cells.map(({ labels }) => labels);

describe('a sweep', () => {
  it('without axes is its base with all defaults', async () => {
    const { cells, axes, seeds } = await load(file());
    expect({ axes, seeds }).toEqual({ axes: [], seeds: [1, 2, 3, 4, 5, 6] });
    expect(cells).toHaveLength(1);
    expect(cells[0]).toMatchObject({ axes: {}, labels: {} });
    expect(cells[0]!.setting).toMatchObject({
      game: { name: 'neural' },
      target: { name: 'ring', modes: 8, radius: 2, std: 0.02 },
      generator: { name: 'mlp', hidden: [8], activation: { name: 'relu' } },
      loss: { generator: { name: 'non-saturating' }, discriminator: { name: 'non-saturating' } },
      regularizer: { generator: { name: 'none' }, discriminator: { name: 'none' } },
      optimizer: { generator: { name: 'adam', beta2: 0.999 }, discriminator: { name: 'adam', beta2: 0.999 } },
      scheme: { name: 'alternating', discriminatorSteps: 1 },
      steps: 10_000,
      batch: 256,
      dtype: 'float32',
    });
  });

  it('expands a grid in the order of the file, the first axis slowest', async () => {
    const labels = await labelsOf('vary:\n  steps: [20, 10]\n  loss: [minimax, hinge]\n');
    expect(labels).toEqual([
      { steps: '20', loss: 'minimax' },
      { steps: '20', loss: 'hinge' },
      { steps: '10', loss: 'minimax' },
      { steps: '10', loss: 'hinge' },
    ]);
  });

  it('has every combination once, for any lists', async () => {
    const list = (values: fc.Arbitrary<number>) => fc.uniqueArray(values, { minLength: 1, maxLength: 5 });
    const lists = fc.tuple(
      list(fc.nat(99)),
      list(fc.integer({ min: 1, max: 99 })),
      list(fc.integer({ min: 2, max: 9 })),
    );
    await fc.assert(
      fc.asyncProperty(lists, async ([steps, batch, modes]) => {
        const settings = await settingsOf(
          `vary: ${JSON.stringify({ steps, batch })}\nzip: { target.modes: [${modes}] }\n`,
        );
        const combinations = steps.flatMap((a) => batch.flatMap((b) => modes.map((c) => [a, b, c])));
        expect(settings.map((setting) => [setting.steps, setting.batch, setting.target!.modes])).toEqual(combinations);
      }),
      { numRuns: 25 },
    );
  });

  it('crosses the grid with zip, then appends also', async () => {
    const { axes, cells } = await load(
      file(`vary: { loss: [minimax, hinge] }
zip: { steps: [10, 20], batch: [1, 2] }
also:
  - { steps: 30, generator: { hidden: [9] } }
`),
    );
    expect(axes).toEqual(['loss', 'steps', 'batch', 'generator.hidden']);
    expect(cells.map(({ labels }) => Object.values(labels).join(' '))).toEqual([
      'minimax 10 1 [8]',
      'minimax 20 2 [8]',
      'hinge 10 1 [8]',
      'hinge 20 2 [8]',
      'non-saturating 30 256 [9]',
    ]);
  });

  it('excludes by words, numbers, subsets of objects and dotted paths', async () => {
    const grid = 'vary:\n  loss: [minimax, hinge]\n  optimizer: [sgd, { name: adam, beta1: 0.9 }]\n  steps: [1, 2]\n';
    const left = async (filter: string) => (await settingsOf(`${grid}exclude: [${filter}]\n`)).length;
    expect(await left('{ loss: hinge }')).toBe(4);
    expect(await left('{ loss: hinge, steps: 1 }')).toBe(6);
    expect(await left('{ optimizer: adam }')).toBe(4);
    expect(await left('{ optimizer: { name: adam, beta1: 0.9 } }')).toBe(4);
    expect(await left('{ optimizer.beta1: 0.9 }, { steps: 2 }')).toBe(2);
    await expect(left('{ optimizer.beta1: 0.5 }')).rejects.toThrow('matches no setting');
  });

  it('may exclude combinations that conflict', async () => {
    const settings = await settingsOf(
      'vary:\n  optimizer: [sgd, adam]\n  optimizer.beta1: [0.5, 0.9]\nexclude: [{ optimizer: sgd }]\n',
    );
    expect(settings.map(({ optimizer }) => optimizer.discriminator.beta1)).toEqual([0.5, 0.9]);
  });

  it('changes a choice before its options, in any order of the file', async () => {
    const settings = await settingsOf('vary:\n  optimizer.lr: [0.25]\n  optimizer: [sgd]\n');
    expect(settings[0]!.optimizer.generator).toEqual({ name: 'sgd', lr: 0.25 });
  });
});

describe('applying changes', () => {
  const optimizer = async (base: string, more = '', options = {}) =>
    (await load(file(more, `  optimizer: ${base}\n`), options)).cells[0]!.setting.optimizer;

  it('changes both players if it names none', async () => {
    const { generator, discriminator } = await optimizer('{ generator: adam, discriminator: sgd }', '', {
      set: ['optimizer.lr=0.5'],
    });
    expect(generator).toMatchObject({ name: 'adam', lr: 0.5 });
    expect(discriminator).toEqual({ name: 'sgd', lr: 0.5 });
  });

  it('changes only the player that it names', async () => {
    const players = await optimizer('{ name: sgd, lr: 0.1 }', '', { set: ['optimizer.generator.lr=0.5'] });
    expect(players).toEqual({ generator: { name: 'sgd', lr: 0.5 }, discriminator: { name: 'sgd', lr: 0.1 } });
    const replaced = await optimizer('{ name: sgd, lr: 0.1 }', '', { set: ['optimizer={ generator: { lr: 2 } }'] });
    expect(replaced).toEqual({ generator: { name: 'sgd', lr: 2 }, discriminator: { name: 'sgd', lr: 0.1 } });
  });

  it('merges objects deeply, and replaces objects by named ones and lists by lists', async () => {
    const more = `profiles:
  p:
    base:
      optimizer: { beta1: 0.25 }
      target: { name: grid }
      generator: { hidden: [1, 2], activation: { slope: 0.5 } }
`;
    const base = '  optimizer: { name: adam, lr: 0.125 }\n  generator.activation: leaky-relu\n';
    const { setting } = (await load(file(more, base), { profile: 'p' })).cells[0]!;
    expect(setting.optimizer.generator).toMatchObject({ lr: 0.125, beta1: 0.25 });
    expect(setting.target!.modes).toBeUndefined();
    expect(setting.generator).toMatchObject({ hidden: [1, 2], activation: { name: 'leaky-relu', slope: 0.5 } });
  });

  it('has the order base, profile, vary, --set', async () => {
    const more = `vary: { steps: [3, 4] }
seeds: [9]
profiles: { p: { base: { steps: 2, batch: 2, dtype: float64 }, seeds: 2, measure: { every: 7 } } }
`;
    const { cells, seeds, measure, profile } = await load(file(more, '  steps: 1\n  batch: 1\n'), {
      profile: 'p',
      set: ['batch=5'],
    });
    expect({ seeds, profile, every: measure.every }).toEqual({ seeds: [1, 2], profile: 'p', every: 7 });
    expect(cells.map(({ setting: { steps, batch, dtype } }) => [steps, batch, dtype])).toEqual([
      [3, 5, 'float64'],
      [4, 5, 'float64'],
    ]);
  });

  it('makes an axis that --set overrides constant', async () => {
    const labels = await labelsOf('vary:\n  loss: [minimax, hinge]\n  steps: [1, 2]\n', { set: ['loss=wasserstein'] });
    expect(labels).toEqual([
      { loss: 'wasserstein', steps: '1' },
      { loss: 'wasserstein', steps: '2' },
    ]);
  });
});

describe('labels and axes', () => {
  it('have values as in the file, with sorted options', async () => {
    const labels = await labelsOf(`vary:
  optimizer:
    - { name: adam, lr: 0.001, beta1: 0.5 }
    - adam
    - { generator: { name: adam, lr: 1.0e-4 }, discriminator: sgd }
    - { generator: { name: sgd }, discriminator: { name: sgd } }
`);
    expect(labels.map(({ optimizer }) => optimizer)).toEqual([
      'adam(beta1=0.5,lr=0.001)',
      'adam',
      'discriminator=sgd;generator=adam(lr=0.0001)',
      'sgd',
    ]);
  });

  it('have the default if a setting does not change an axis, and nothing if it has no such field', async () => {
    const { cells } = await load(
      file('vary: { optimizer.beta1: [0.5, 0.75] }\nalso: [{ optimizer: sgd }, { loss: hinge }]\n'),
    );
    expect(cells.map(({ labels }) => labels)).toEqual([
      { 'optimizer.beta1': '0.5', optimizer: 'adam(beta1=0.5)', loss: 'non-saturating' },
      { 'optimizer.beta1': '0.75', optimizer: 'adam(beta1=0.75)', loss: 'non-saturating' },
      { optimizer: 'sgd', loss: 'non-saturating' },
      { 'optimizer.beta1': '0.9', optimizer: 'adam', loss: 'hinge' },
    ]);
    expect(cells[0]!.axes).toEqual({
      'optimizer.beta1': 0.5,
      optimizer: { name: 'adam', beta1: 0.5 },
      loss: 'non-saturating',
    });
  });
});

describe('seeds', () => {
  const seeds = async (more: string, seeds?: string) => (await load(file(more), { seeds })).seeds;

  it('are a number or a list', async () => {
    expect(await seeds('seeds: 3\n')).toEqual([1, 2, 3]);
    expect(await seeds('seeds: [5, 0]\n')).toEqual([5, 0]);
    await expect(seeds('seeds: [5, 0, 5]\n')).rejects.toThrow(/:8:8: seeds: duplicate seed 5/);
  });

  it('can be set on the command line', async () => {
    expect(await seeds('seeds: 3\n', '2')).toEqual([1, 2]);
    expect(await seeds('', '1,4,7')).toEqual([1, 4, 7]);
    expect(await seeds('', '3-5, 9')).toEqual([3, 4, 5, 9]);
  });
});

describe('metrics', () => {
  it('have columns named as in the file, and all options', async () => {
    const text = file().replace('[js]', '[js, { name: modes-covered, atLeast: 5 }, modes-covered]');
    expect((await load(text)).measure).toEqual({
      every: 1000,
      samples: 2500,
      keep: 'all',
      metrics: [
        { column: 'js', choice: { name: 'js', estimator: 'auto' } },
        { column: 'modes-covered(atLeast=5)', choice: { name: 'modes-covered', atLeast: 5, rule: 'l2', radius: 3 } },
        { column: 'modes-covered', choice: { name: 'modes-covered', atLeast: 1, rule: 'l2', radius: 3 } },
      ],
    });
  });
});
