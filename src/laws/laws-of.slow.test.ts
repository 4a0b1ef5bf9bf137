/** The laws notice a wrong member, and say at which input. */
import { afterAll, describe, expect, it } from 'vitest';
import { lossText, MEMBERS_TEXT } from '../../test/support/extensions.js';
import { failureModes } from '../diagnosis/catalog.js';
import { forgetExtensions, loadExtension, loadedMembersOf } from '../experiment/extensions/loaded-extensions.js';
import { metrics } from '../metrics/catalog.js';
import { type CheckedMember, checkMember } from './laws-of.js';

afterAll(forgetExtensions);

/** Checks every member of the code whose name matches. */
async function checked(code: string, name = /./): Promise<readonly CheckedMember[]> {
  await forgetExtensions();
  const { sha256 } = await loadExtension({ file: 'own.js', sha256: `${code.length}${code.slice(0, 500)}`, code });
  const made = (await loadedMembersOf(sha256)).filter(({ member }) => name.test(member.name));
  return Promise.all(made.map((one) => checkMember(one, sha256, { metrics, failureModes })));
}

it('members of every family keep all laws of theirs', async () => {
  const results = [...(await checked(lossText())), ...(await checked(MEMBERS_TEXT))];
  expect(results).toHaveLength(8);
  for (const { name, laws, broken, note } of results) {
    expect(broken, name).toEqual([]);
    expect(note).toBeNull();
    expect(laws, name).toBeGreaterThan(2);
  }
});

const LOSS_PART = 'tf.mul(tf.square(tf.add(s, margin)), 0.5)';

describe('a loss', () => {
  it.each([
    [
      LOSS_PART,
      'tf.mul(tf.square(tf.sub(s, margin)), 0.5)',
      /is oriented/,
      /^at s = .*: the slope of fake is -.*, below 0$/,
    ],
    [
      'margin * Math.tanh(logRatio / 2)',
      'margin * Math.tanh(logRatio)',
      /no other score beats/,
      /^at log p - log q = -2: the risk at its optimum, .* is .*, above /,
    ],
    [
      'probability: null',
      'probability: (s) => 1 / (1 + Math.exp(-2 * s))',
      /as probabilities/,
      /^at s = -34\.5: the probability/,
    ],
    [
      LOSS_PART,
      `tf.add(${LOSS_PART}, tf.exp(tf.mul(s, 0.2)))`,
      /finite/,
      /^at s = .*: fake is infinite: declare `finite`/,
    ],
    [
      '(s, { margin }) => tf.mul(tf.square(tf.add(s, margin)), 0.5)',
      '(s) => tf.square(tf.add(s, missing))',
      /./,
      /^its code fails: missing is not defined; further laws were not tested$/,
    ],
  ])('with %s as %s breaks a law at an input that is named', async (from, to, law, where) => {
    expect(lossText()).toContain(from);
    const [{ broken }] = (await checked(lossText().replace(from, to))) as [CheckedMember];
    const found = broken.find((one) => law.test(one.law) && where.test(one.where));
    expect(found, JSON.stringify(broken, null, 1)).toBeDefined();
  });

  it('with an option that does nothing breaks a law', async () => {
    const unused = lossText().replace(
      'options: {',
      "options: { idle: scalar({ description: 'nothing', default: 1 }), ",
    );
    const [{ broken }] = (await checked(unused)) as [CheckedMember];
    expect(broken).toEqual([
      { law: 'has options that each have an effect', where: 'idle = 0.3: no part changes at scores from -9.7 to 9.3' },
    ]);
  });
});

describe('a member of another family', () => {
  it.each([
    [
      'own-metric',
      'Math.hypot(...difference)',
      'Math.hypot(...difference) + 1',
      /approaches its ideal/,
      /^at q = p, .* is .*, above/,
    ],
    [
      'own-metric',
      'Math.hypot(...difference)',
      '-Math.hypot(...difference)',
      /in its range/,
      /the value, against its range, is -.*, below -1\.00e-9$/,
    ],
    [
      'own-metric',
      'Math.hypot(...difference)',
      'generated[0]',
      /order of the samples/,
      /^on the same samples in reversed order it is/,
    ],
    [
      'own-metric',
      'Math.hypot(...difference)',
      '0',
      /is worse for some q/,
      /^at q = p it is 0, and not worse elsewhere/,
    ],
    [
      'own-failure',
      'if (tooFew) return { absent: tooFew };',
      '',
      /measured only at the start/,
      /measured 1 times|measured 2 times/,
    ],
    [
      'own-failure',
      "requires: [['own-metric']]",
      "requires: [['own-metrik']]",
      /names metrics/,
      /there is no metric "own-metrik"/,
    ],
    [
      'own-target',
      'return -distance',
      'return -1.2 * distance',
      /slope of its cdf/,
      /^at x = .*: the density, against the slope of the cdf/,
    ],
    [
      'own-target',
      'scale: (width * Math.PI)',
      'scale: (50 * width * Math.PI)',
      /scale that is not larger/,
      /^scale, against the length of its bounds/,
    ],
    ['own-initializer', 'out[i] *= 0.1', 'out[i] = 0.1 + 0.01 * out[i]', /around 0/, /^the mean of the weights/],
    ['own-optimizer', 'tf.sub(parameters', 'tf.add(parameters', /parabola/, /after 300 steps .* not below/],
    [
      'own-optimizer',
      '        memory,\n',
      '        memory: { m: gradient },\n',
      /memory that it declares/,
      /^update returns the memory m, and declares nothing$/,
    ],
    [
      'own-regularizer',
      'tf.mul(weight, mean',
      'tf.mul(0, mean',
      /acts on the players/,
      /^for the discriminator it does nothing/,
    ],
    ['own-regularizer', 'tf.square(score(', 'tf.abs(score(', /no law/, /./],
    [
      'own-scheme',
      "draws: () => ['both']",
      "draws: () => ['both', 'more']",
      /every batch/,
      /it uses both, and draws both, more$/,
    ],
    [
      'own-scheme',
      "discriminator: step('discriminator')",
      'discriminator',
      /moves both/,
      /the discriminator is where it was$/,
    ],
  ])('%s with %s as %s breaks a law', async (name, from, to, law, where) => {
    expect(MEMBERS_TEXT).toContain(from);
    const [{ broken }] = (await checked(MEMBERS_TEXT.replace(from, to), new RegExp(`^${name}$`))) as [CheckedMember];
    if (law.source === 'no law') return expect(broken).toEqual([]);
    const found = broken.find((one) => law.test(one.law) && where.test(one.where));
    expect(found, JSON.stringify(broken, null, 1)).toBeDefined();
  });
});
