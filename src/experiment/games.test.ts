import { describe, expect, it } from 'vitest';
import { load, problemsOf } from '../../test/support/experiment-files.js';

const DIRAC = `name: x
question: Does it rest?
base:
  game: dirac
`;
const MEASURE = 'measure: { metrics: [js] }\n';

describe('a setting of a game with a closed form', () => {
  it('has only the fields of its game, in doubles, and the starting values of the game', async () => {
    const [cell] = (await load(`${DIRAC}${MEASURE}`)).cells;
    expect(Object.keys(cell!.setting)).toEqual([
      'game',
      'loss',
      'regularizer',
      'optimizer',
      'scheme',
      'steps',
      'dtype',
    ]);
    expect(cell!.setting).toMatchObject({
      game: { name: 'dirac', start: { generator: 1, discriminator: -1 } },
      dtype: 'float64',
    });
    expect(cell!.folder).toMatch(/^dirac-non-saturating-adam-[0-9a-f]{12}$/);
  });

  it('accepts another start, for one player too, and another dtype', async () => {
    const more = '  game.start.discriminator: 3\n  dtype: float32\n';
    const [cell] = (await load(`${DIRAC}${more}${MEASURE}`)).cells;
    expect(cell!.setting.game).toEqual({ name: 'dirac', start: { generator: 1, discriminator: 3 } });
    expect(cell!.setting.dtype).toBe('float32');
  });

  it('is refused fields that its game does not have', async () => {
    const more = '  latent: gaussian\n  batch: 3\n  generator: mlp\n';
    expect(await problemsOf(`${DIRAC}${more}${MEASURE}`)).toEqual([
      '5:3: base.latent: the game dirac has no latent',
      '6:3: base.batch: the game dirac has no batch',
      '7:3: base.generator: the game dirac has no generator',
    ]);
    const bilinear = DIRAC.replace('dirac', 'bilinear');
    expect(await problemsOf(`${bilinear}${MEASURE}vary: { loss: [minimax, hinge] }\n`)).toEqual([
      '6:9: vary.loss: the game bilinear has no loss',
    ]);
  });

  it('is labelled by the dtype that is trained', async () => {
    const { cells } = await load(`${DIRAC}${MEASURE}also: [{ dtype: float32 }]\n`);
    expect(cells.map(({ setting, labels }) => [setting.dtype, labels.dtype])).toEqual([
      ['float64', 'float64'],
      ['float32', 'float32'],
    ]);
    expect(await problemsOf(`${DIRAC}${MEASURE}also: [{ dtype: float64 }]\n`)).toEqual([
      expect.stringContaining('duplicate setting: dtype float64'),
    ]);
  });

  it('has the default metrics of its game', async () => {
    const { measure } = await load(DIRAC);
    expect(measure.metrics.map(({ column }) => column)).toEqual([
      'distance',
      'generator-parameter',
      'discriminator-parameter',
    ]);
  });
});

it('a game of networks requires a target and networks', async () => {
  const problems = await problemsOf(`${DIRAC.replace('dirac', 'neural')}${MEASURE}`);
  expect(problems).toHaveLength(3);
  expect(problems.join()).toMatch(/needs target.*needs generator.*needs discriminator/s);
});
