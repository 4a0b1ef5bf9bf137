import { describe, expect, it } from 'vitest';
import { optionsOf, otherValues } from '../../../test/support/members.js';
import { smallSetting } from '../../../test/support/setting.js';
import { build } from '../../core/gan/build.js';
import { families } from '../../core/gan/families.js';
import type { Choice, Setting } from '../../core/gan/setting.js';
import { memoryNeeds } from '../../core/training/memory-needs.js';
import { openSizes } from './sizes.js';

const both = (choice: object) => ({ generator: choice, discriminator: choice }) as Setting['optimizer'];
const isSame = (a: Partial<Setting>, b: Partial<Setting>) => {
  const sizesOf = openSizes();
  return sizesOf(smallSetting(a)) === sizesOf(smallSetting(b));
};
const { generator: mlp } = smallSetting();
const r1 = (gamma: number) => ({ regularizer: both({ name: 'r1', gamma }) });
const sgd = (more: object) => ({ optimizer: both({ name: 'sgd', lr: 0.1, ...more }) });

describe('sizes of settings', () => {
  it.each<[string, Partial<Setting>, Partial<Setting>]>([
    ['the weight of a regularizer', r1(1), r1(10)],
    ['a learning rate', sgd({ lr: 0.1 }), sgd({ lr: 0.2 })],
    ['a schedule', sgd({}), sgd({ schedule: { name: 'linear', from: 1, to: 0, over: 'run' } })],
    ['a loss', {}, { loss: both({ name: 'hinge' }) }],
    ['the width of modes', {}, { target: { name: 'ring', modes: 8, radius: 2, std: 0.1 } }],
  ])('are the same with another value of %s', (_, a, b) => {
    expect(isSame(a, b)).toBe(true);
  });

  it.each<[string, Partial<Setting>]>([
    ['hidden layers', { generator: { ...mlp, hidden: [17, 16] } }],
    ['the player that has them', { generator: { ...mlp, hidden: [12] }, discriminator: mlp }],
    ['the batch', { batch: 38 }],
    ['the dtype', { dtype: 'float64' }],
    ['the steps', { steps: 201 }],
    ['the optimizer', sgd({})],
    ['the regularizer', r1(1)],
    ['the latent', { latent: { name: 'gaussian', dim: 3 } }],
    ['the averaging', { averaging: { name: 'ema', decay: 0.9, of: 'both' } }],
  ])('differ with %s', (_, changes) => {
    expect(isSame({}, changes)).toBe(false);
  });

  it('of a choice are those of its own field, also where two fields hold one object', () => {
    const shared = { name: 'gaussian', dim: 2 } as Choice;
    const whole = smallSetting({ target: shared, latent: shared });
    const apart = smallSetting({ target: { ...shared }, latent: { ...shared } });
    expect(openSizes()(whole)).toBe(openSizes()(apart));
  });
});

describe.each(['targets', 'latents', 'networks', 'regularizers', 'optimizers', 'schemes', 'averagings'] as const)(
  'sizes of settings with every option of %s',
  (family) => {
    const FIELDS = {
      targets: (target: Choice) => ({ target }),
      latents: (latent: Choice) => ({ latent }),
      networks: (generator: Choice) => ({ generator }),
      regularizers: (choice: Choice) => ({ regularizer: both(choice) }),
      optimizers: (choice: Choice) => ({ optimizer: both(choice) }),
      schemes: (scheme: Choice) => ({ scheme }),
      averagings: (averaging: Choice) => ({ averaging }),
    };
    it('are the same only where the needs are', () => {
      let compared = 0;
      for (const member of families[family].values()) {
        const needsOf = (choice: Choice) => {
          try {
            return memoryNeeds(build(smallSetting(FIELDS[family](choice))), { runs: 1, samples: 500, kept: 2 });
          } catch {
            return null; // does not fit the other parts
          }
        };
        const plain = { name: member.name, ...optionsOf(member) } as Choice;
        const needs = needsOf(plain);
        for (const option of needs ? Object.keys(member.options) : [])
          for (const value of otherValues(member, option, families as never)) {
            const changed = { ...plain, [option]: value } as Choice;
            const others = needsOf(changed);
            if (!others || !isSame(FIELDS[family](plain), FIELDS[family](changed))) continue;
            expect(others, `${member.name}: ${option} ${JSON.stringify(value)}`).toEqual(needs);
            compared += 1;
          }
      }
      expect(compared).toBeGreaterThan(0);
    });
  },
);
