import { describe, expect, it } from 'vitest';
import { file, problemsOf } from '../../../test/support/experiment-files.js';

const NO_TARGET = '4:3: base.target: the game dirac has no target';
const NO_NETWORKS = [
  '5:3: base.generator: the game dirac has no generator',
  '6:3: base.discriminator: the game dirac has no discriminator',
];
const withAll = (other: string) => [NO_TARGET, ...NO_NETWORKS].map((line) => `${line} (with ${other})`);
const METRICS = { file: file().replace('js', 'gradient-norm-generator') };
const dirac = (more: string, options = {}) => problemsOf(METRICS.file + more, options);

describe('a value of the base that does not fit what changes it is named with that change:', () => {
  it('an entry of also', async () => {
    expect(await dirac('also:\n  - { steps: 20, game: dirac }\n')).toEqual(withAll('also[0].game, line 9'));
  });

  it('a value of vary, whatever else varies', async () => {
    const more = 'vary:\n  steps: [10, 20]\n  game: [neural, dirac]\n';
    expect(await dirac(more)).toEqual(withAll('vary.game[1], line 10'));
  });

  it('a value of zip', async () => {
    const more = 'zip:\n  steps: [10, 20]\n  game: [neural, dirac]\n';
    expect(await dirac(more)).toEqual(withAll('zip.game[1], line 10'));
  });

  it('--set', async () => {
    expect(await dirac('', { set: ['game=dirac'] })).toEqual(withAll('--set game=dirac'));
  });

  it('an option that a regularizer of the base excludes', async () => {
    const text = file('also:\n  - { discriminator: { normalize: batch } }\n', '  regularizer: r1\n');
    const [first, ...rest] = await problemsOf(text);
    expect(rest).toEqual([]);
    expect(first).toMatch(
      /^10:35: also\[0\]\.discriminator\.normalize: r1 needs .* \(with base\.regularizer, line 7\)$/,
    );
  });
});

describe('nothing is added', () => {
  it('where the base has the problem by itself', async () => {
    const text = METRICS.file.replace('name: ring, modes: 8', 'name: ring, modes: 0');
    expect(await problemsOf(`${text}also:\n  - { steps: 20 }\n`)).toEqual([
      '4:32: base.target.modes: must be at least 2, got 0',
    ]);
  });

  it('where the change itself is wrong', async () => {
    expect(await problemsOf(file('vary:\n  steps: [10, -1]\n  batch: [8, 16]\n'))).toEqual([
      '9:15: vary.steps[1]: must be at least 0, got -1',
    ]);
  });
});

it('where two changes cause it, each by itself, both are named', async () => {
  const text = `${METRICS.file}vary:\n  generator.normalize: [batch]\n`.replace('measure', '  batch: 1\nmeasure');
  expect(await problemsOf(`${text}zip:\n  discriminator.normalize: [batch]\n`)).toEqual([
    '10:25: vary.generator.normalize[0]: needs 2 or more rows in a batch, got 1 (with base.batch, line 7)',
    '12:29: zip.discriminator.normalize[0]: needs 2 or more rows in a batch, got 1 (with base.batch, line 7)',
  ]);
});
