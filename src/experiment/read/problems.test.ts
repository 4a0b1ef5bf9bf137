import { describe, expect, it } from 'vitest';
import { file, problemsOf } from '../../../test/support/experiment-files.js';

/** The lines of `file` before the given text. */
const FIELDS =
  'game, target, latent, generator, discriminator, loss, regularizer, optimizer, scheme, averaging, steps, batch, dtype';
const SECTIONS =
  'name, extends, extensions, question, base, vary, zip, also, exclude, seeds, measure, derive, failures, claims, profiles';

describe('an experiment file', () => {
  it('is valid with a name, a question, a target and two networks', async () => {
    expect(await problemsOf(file())).toEqual([]);
  });

  it('reports all problems in the order of the lines', async () => {
    const text = file('varry: {}\n', '  steps: 1.5\n  batch: 0\n').replace('name: x', 'name: X');
    expect(await problemsOf(text)).toEqual([
      '1:7: name: must be lower-case letters, digits and hyphens, at most 64, and start with a letter or digit, got "X"',
      '7:10: base.steps: must be an integer, got 1.5',
      '8:10: base.batch: must be at least 1, got 0',
      `10:1: varry: unknown key "varry"; did you mean "vary"? Available: ${SECTIONS}`,
    ]);
  });

  const base: readonly (readonly [problem: string, line: string, says: string])[] = [
    [
      'an unknown field',
      'optimiser: adam',
      `7:3: base.optimiser: unknown field "optimiser"; did you mean "optimizer"? Available: ${FIELDS}`,
    ],
    [
      'a field named like a property of every object',
      '__proto__: 1',
      `7:3: base.__proto__: unknown field "__proto__"; available: ${FIELDS}`,
    ],
    [
      'an unknown member',
      'game: neurall',
      '7:9: base.game: unknown game "neurall"; did you mean "neural"? Available: bilinear, dirac, gaussian, neural, saddle, tabular',
    ],
    [
      'a member that is a list',
      'game: [neural]',
      '7:9: base.game: must be a name or an object with a name, got ["neural"]; available: bilinear, dirac, gaussian, neural, saddle, tabular',
    ],
    [
      'an unknown option',
      'regularizer: { name: r1, gama: 1 }',
      '7:28: base.regularizer.gama: unknown option "gama" of r1; did you mean "gamma"? Available: gamma',
    ],
    [
      'an option of another member',
      'latent: { name: gaussian, slope: 1 }',
      '7:29: base.latent.slope: unknown option "slope" of gaussian; available: dim',
    ],
    [
      'a number at the end of an open range',
      'optimizer: { name: adam, beta1: 1 }',
      '7:35: base.optimizer.beta1: must be below 1, got 1',
    ],
    [
      'a number below its range',
      'optimizer: { name: adam, lr: -1 }',
      '7:32: base.optimizer.lr: must be above 0, got -1',
    ],
    [
      'a text for a number',
      'optimizer: { name: adam, lr: fast }',
      '7:32: base.optimizer.lr: must be a number, got "fast"',
    ],
    [
      'an infinite number',
      'optimizer: { name: adam, lr: .inf }',
      '7:32: base.optimizer.lr: must be a number, got Infinity',
    ],
    [
      'a word that is none of the choices',
      'dtype: float16',
      '7:10: base.dtype: unknown value "float16"; did you mean "float32"? Available: float32, float64',
    ],
    [
      'a player that does not exist',
      'regularizer: { generator: none, discrimnator: r1 }',
      '7:35: base.regularizer.discrimnator: unknown player "discrimnator"; did you mean "discriminator"? Available: generator, discriminator',
    ],
    [
      'an option beside the players',
      'regularizer: { generator: none, discriminator: r1, gamma: 1 }',
      '7:54: base.regularizer.gamma: unknown player "gamma"; available: generator, discriminator',
    ],
    [
      'an option of one player',
      'regularizer.discriminator: { name: r1, gamma: -1 }',
      '7:49: base.regularizer.discriminator.gamma: must be at least 0, got -1',
    ],
    [
      'an option in a member in a member',
      'generator.activation: { name: leaky-relu, slop: 0.1 }',
      '7:45: base.generator.activation.slop: unknown option "slop" of leaky-relu; did you mean "slope"? Available: slope',
    ],
  ];
  it.each(base)('refuses %s: %s', async (_, line, says) => {
    expect(await problemsOf(file('', `  ${line}\n`))).toEqual([says]);
  });

  it('names the members that have the option', async () => {
    const [line] = await problemsOf(file('', '  optimizer: { name: sgd, beta2: 0.9 }\n'));
    expect(line).toMatch(/^7:27: base\.optimizer\.beta2: unknown option "beta2" of sgd \(an option of .*adam/);
  });

  it('refuses parts that conflict, with the reason', async () => {
    const text = file('', '  latent: { name: gaussian, dim: 0 }\n').replace(
      '{ name: ring, modes: 8 }',
      '{ name: mixture, means: [[1, 2], [3]] }',
    );
    expect(await problemsOf(text)).toEqual([
      '4:11: base.target: mixture: means[1] needs 2 numbers, got 1',
      '7:34: base.latent.dim: must be at least 1, got 0',
    ]);
  });

  it('refuses noise on the input of a D that is at its optimum without it', async () => {
    const text =
      'name: x\nquestion: Why?\nbase:\n  game: gaussian\n  target: gaussian\n  regularizer: instance-noise\nmeasure: { metrics: [js] }\n';
    expect(await problemsOf(text)).toEqual([
      "6:16: base.regularizer: instance-noise changes the discriminator's inputs, and this game computes the optimal discriminator from the unchanged densities",
    ]);
    expect(await problemsOf(text.replace('gaussian\n', '{ name: gaussian, discriminator: quadratic }\n'))).toEqual([]);
  });

  it.each([
    [
      'a generator that looks at its batch',
      ['generator.minibatchStd=true'],
      'generator.minibatchStd=true: minibatchStd is for the discriminator: a generated sample cannot depend on the rest of its batch',
    ],
    [
      'batch norm over one row',
      ['batch=1', 'generator.normalize=batch'],
      'generator.normalize=batch: needs 2 or more rows in a batch, got 1 (with --set batch=1)',
    ],
    [
      'a deviation over one pack',
      ['batch=1', 'game.packing=3', 'generator.normalize=batch', 'discriminator.minibatchStd=true'],
      'discriminator.minibatchStd=true: needs 2 or more rows in a batch, got 1',
    ],
    [
      'a gradient penalty on a D with batch norm',
      ['regularizer.discriminator=gradient-penalty', 'discriminator.normalize=batch'],
      "discriminator.normalize=batch: gradient-penalty needs the gradient of one sample's score, which batch norm ties to the other samples: use normalize: layer",
    ],
    [
      'the same on a D that looks at its batch besides',
      ['regularizer.discriminator=r1', 'discriminator.normalize=batch', 'discriminator.minibatchStd=true'],
      "discriminator.normalize=batch: r1 needs the gradient of one sample's score, which batch norm ties to the other samples: use normalize: layer",
    ],
    [
      'noise on what D sees, given to G alone',
      ['regularizer.generator=instance-noise'],
      "regularizer.generator=instance-noise: instance-noise changes the discriminator's inputs: choose it for the discriminator, or for both",
    ],
    [
      'a regularizer of D given to G alone',
      ['regularizer.generator={ name: r1, gamma: 100 }'],
      'regularizer.generator={ name: r1, gamma: 100 }: r1 has no effect on the generator: choose it for the discriminator, or for both',
    ],
    [
      'a box for D given to G beside another regularizer of D',
      ['regularizer.generator=weight-clipping', 'regularizer.discriminator=r2'],
      'regularizer.generator=weight-clipping: weight-clipping has no effect on the generator: choose it for the discriminator, or for both',
    ],
    [
      'a regularizer of G given to D alone',
      ['regularizer.discriminator=gradient-norm'],
      'regularizer.discriminator=gradient-norm: gradient-norm has no effect on the discriminator: choose it for the generator, or for both',
    ],
    [
      'packs where nothing is drawn',
      ['game={ name: dirac, packing: 2 }'],
      'packing: unknown option "packing" of dirac (an option of neural)',
    ],
  ])('refuses %s', async (_, set, says) => {
    expect((await problemsOf(file(), { set })).join('; ')).toContain(says);
  });

  it('refuses a scheme and a regularizer that cannot be combined', async () => {
    const clash = '  scheme: unrolled\n  regularizer: { generator: none, discriminator: weight-clipping }\n';
    expect(await problemsOf(file('', clash))).toEqual([
      "7:11: base.scheme: unrolled differentiates through the discriminator's updates, which weight-clipping cuts off at its limit",
    ]);
    expect(await problemsOf(file('', '  scheme: extragradient\n  regularizer: weight-clipping\n'))).toEqual([]);
    const boxed = (players: string) =>
      problemsOf(
        `name: x\nquestion: Why?\nbase:\n  game: { name: bilinear, box: { ${players} } }\n  scheme: unrolled\nmeasure: { metrics: [js] }\n`,
      );
    expect(await boxed('discriminator: 1')).toEqual([
      "5:11: base.scheme: unrolled differentiates through the discriminator's updates, which the discriminator's box cuts off at its limit",
    ]);
    expect(await boxed('generator: 1')).toEqual([]);
    expect(await problemsOf(file('', '  scheme: unrolled\n  regularizer: gradient-penalty\n'))).toEqual([]);
  });

  it('refuses options that would have no effect on a D at its optimum', async () => {
    const optimal = (line: string, game = 'gaussian') =>
      problemsOf(
        `name: x\nquestion: Why?\nbase:\n  game: ${game}\n  target: gaussian\n  loss: minimax\n  optimizer: sgd\n  ${line}\nmeasure: { metrics: [js] }\n`,
      );
    expect(await optimal('regularizer: r1')).toEqual([
      '8:16: base.regularizer: r1 has no effect on an optimal discriminator: choose a game whose discriminator learns',
    ]);
    expect(await optimal('regularizer: weight-clipping')).toHaveLength(1);
    expect(await optimal('scheme: unrolled')).toEqual([
      "8:11: base.scheme: unrolled differentiates through the discriminator's updates, and an optimal discriminator makes none",
    ]);
    expect(await optimal('regularizer: l2')).toEqual([]);
    expect(await optimal('regularizer: r1', '{ name: gaussian, discriminator: quadratic }')).toEqual([]);
  });

  it('names the conflicting words, wherever they are written', async () => {
    const head = 'name: x\nquestion: Why?\n';
    const tail = 'measure: { metrics: [js] }\n';
    const base = `${head}base:\n  game: gaussian\n  target: gaussian\n`;
    const idle = (regularizer: string) =>
      `${regularizer} has no effect on an optimal discriminator: choose a game whose discriminator learns`;
    expect(await problemsOf(`${base}vary:\n  regularizer: [none, l2, r1, weight-clipping]\n${tail}`)).toEqual([
      `7:27: vary.regularizer[2]: ${idle('r1')} (with base.game, line 4)`,
      `7:31: vary.regularizer[3]: ${idle('weight-clipping')} (with base.game, line 4)`,
    ]);
    expect(await problemsOf(`${base}  regularizer: { discriminator: r2, generator: none }\n${tail}`)).toEqual([
      `6:33: base.regularizer.discriminator: ${idle('r2')}`,
    ]);
    expect(await problemsOf(`${base}also:\n  - { regularizer.discriminator: r1 }\n${tail}`)).toEqual([
      `7:34: also[0].regularizer.discriminator: ${idle('r1')} (with base.game, line 4)`,
    ]);
    expect(await problemsOf(base + tail, { set: ['regularizer=dragan'] })).toEqual([
      expect.stringMatching(`^--set regularizer=dragan: ${idle('dragan')} .with base.game, line 4 of .*x.yaml.$`),
    ]);
    await problemsOf(`${base}  regularizer: r1\n${tail}`, { name: 'parent.yaml' });
    const [inherited] = await problemsOf(`${head}extends: parent.yaml\nbase: { steps: 3 }\n`);
    expect(inherited).toMatch(new RegExp(`parent.yaml:6:16: base.regularizer: ${idle('r1')}`));
    const lossless = `${base}vary:\n  loss: [minimax, hinge]\nalso:\n  - { target: two-moons }\n`;
    expect(await problemsOf(`${lossless}  - { game: { start: { std: 0 } } }\n${tail}`)).toEqual([
      '7:19: vary.loss[1]: the optimal discriminator of hinge has no slope for the generator to follow: choose a game whose discriminator learns (with base.game, line 4)',
      '9:15: also[0].target: the game gaussian needs a target of one dimension, two-moons has 2 (with base.game, line 4)',
      '10:29: also[1].game.start.std: must be above 0, got 0',
    ]);
    const rounds = 'vary:\n  target: [ring-numerics]\n  batch: [16, 20]\n  game.packing: [1, 2]\n';
    expect(await problemsOf(file(rounds))).toEqual([
      '10:15: vary.batch[1]: must be a multiple of 8, got 20: the target draws row k from mode k modulo 8, so that only whole rounds have the weights of its modes (with vary.target[0], line 9)',
    ]);
    const networks = 'vary:\n  generator.normalize: [none, batch]\n  batch: [1, 2]\n';
    expect(await problemsOf(file(networks))).toEqual([
      '9:31: vary.generator.normalize[1]: needs 2 or more rows in a batch, got 1 (with vary.batch[0], line 10)',
    ]);
  });

  it('reports what is missing', async () => {
    expect(
      await problemsOf('question: Why?\nbase: { target: ring, generator: mlp }\nmeasure: { metrics: [js] }\n'),
    ).toEqual([
      '1:1: needs name: The name of the experiment and of its results folder: lower-case letters, digits and hyphens.',
      '2:7: base: needs discriminator: The network that scores samples: a high score means "looks real".',
    ]);
  });

  it('refuses a name that would escape the results folder', async () => {
    const [line] = await problemsOf(file().replace('name: x', 'name: ../../etc'));
    expect(line).toContain('1:7: name: must be lower-case letters');
  });

  it('refuses a file of another kind, and a missing file', async () => {
    const [other] = await problemsOf(file(), { name: 'x.txt' });
    expect(other).toBe('an experiment file must end in .yaml, .yml, .json, .js, .mjs');
    const [none] = await problemsOf('', { file: 'nowhere/x.yaml' });
    expect(none).toBe('nowhere/x.yaml: cannot be read: no such file');
  });

  it('refuses a file that is too large', async () => {
    const [line] = await problemsOf(`# ${'x'.repeat(1_000_001)}`);
    expect(line).toContain('has 1000003 bytes, above the limit of 1000000');
  });
});

describe('a sweep', () => {
  const sweeps: readonly (readonly [problem: string, more: string, says: readonly string[]])[] = [
    [
      'values that are wrong',
      'vary:\n  optimizer.lr: [0.1, -0.1]\n',
      ['9:23: vary.optimizer.lr[1]: must be above 0, got -0.1'],
    ],
    [
      'a path to no field',
      'vary:\n  scheem: [simultaneous]\n',
      [`9:3: vary.scheem: unknown field "scheem"; did you mean "scheme"? Available: ${FIELDS}`],
    ],
    [
      'a path to no option',
      'vary:\n  regularizer.gamma: [1, 2]\n',
      ['9:3: vary.regularizer.gamma: unknown option "gamma" of none (an option of consensus, r1, r1-r2, r2)'],
    ],
    [
      'no list',
      'vary:\n  loss: minimax\n  steps: []\n',
      ['9:9: vary.loss: must be a list, got "minimax"', '10:10: vary.steps: must have at least 1 item, got []'],
    ],
    [
      'zipped lists of unequal length',
      'zip:\n  loss: [minimax, hinge]\n  steps: [1]\n',
      ['9:3: zip: lists must have equal lengths, got 2, 1'],
    ],
    [
      'one setting twice',
      'vary:\n  loss: [minimax, minimax]\n',
      ['9:19: vary.loss[1]: duplicate setting: loss minimax'],
    ],
    [
      'one setting twice, written otherwise',
      'also:\n  - { loss: { generator: non-saturating } }\n',
      ['9:5: also[0]: duplicate setting: loss.generator non-saturating'],
    ],
    [
      'an exclude of what does not vary',
      'vary:\n  loss: [minimax, hinge]\nexclude:\n  - { los: hinge }\n',
      ['11:7: exclude[0].los: "los" does not vary; did you mean "loss"? Available: loss'],
    ],
    [
      'an exclude that matches nothing, as its value is misspelt',
      'vary:\n  loss: [minimax, hinge]\nexclude:\n  - { loss: hing }\n',
      ['11:5: exclude[0]: matches no setting'],
    ],
    [
      'an exclude of everything',
      'vary:\n  loss: [minimax]\nexclude:\n  - { loss: minimax }\n',
      ['11:5: exclude[0]: excludes every setting'],
    ],
    [
      'seeds that are no seeds',
      'seeds: [1, -2, 2.5]\n',
      ['8:12: seeds[1]: must be at least 0, got -2', '8:16: seeds[2]: must be an integer, got 2.5'],
    ],
    ['seeds of another type', 'seeds: two\n', ['8:8: seeds: must be a number or a list, got "two"']],
  ];
  it.each(sweeps)('is refused with %s', async (_, more, says) => {
    expect(await problemsOf(file(more))).toEqual(says);
  });

  it('above 100,000 runs is refused before it is expanded, unless --max-runs allows it', async () => {
    const many = JSON.stringify(Array.from({ length: 20_000 }, (_, i) => i));
    const text = file(`seeds: 10\nvary:\n  steps: ${many}\n  batch: ${many.replace('0,', '20000,')}\n`);
    expect(await problemsOf(text)).toEqual([
      '10:3: vary: expands to 400000000 settings; at most 100000 are allowed, before exclude',
    ]);
    const modest = file('seeds: 4\nvary:\n  steps: [1, 2, 3]\n');
    expect(await problemsOf(modest, { maxRuns: 11 })).toEqual([
      '10:3: vary: expands to 12 runs, above the limit of 11; pass --max-runs 12',
    ]);
    expect(await problemsOf(modest, { maxRuns: 12 })).toEqual([]);
  });

  it('does not count excluded settings', async () => {
    const text = file('seeds: 4\nvary:\n  steps: [1, 2, 3]\nexclude:\n  - { steps: 2 }\n');
    expect(await problemsOf(text, { maxRuns: 8 })).toEqual([]);
    expect(await problemsOf(text, { maxRuns: 7 })).toHaveLength(1);
  });
});
