/** A law of all members that training uses: a small setting with the member trains, the same compiled and eager. */
import { openBackend } from '../core/engine/backends/backends.js';
import { build } from '../core/gan/build.js';
import type { Member } from '../core/gan/family.js';
import type { Choice, Setting } from '../core/gan/setting.js';
import { openTrainer } from '../core/training/trainer.js';
import { type Law, must, mustAgree } from './law.js';
import { lawSetting } from './law-setting.js';
import { memberOptions } from './member-options.js';

const both = (choice: Choice) => ({ generator: choice, discriminator: choice });
const mlp = lawSetting().generator!;

/** Where a setting has the member. */
const PLACES = {
  losses: (choice: Choice): Partial<Setting> => ({ loss: both(choice) }),
  regularizers: (choice: Choice): Partial<Setting> => ({ regularizer: both(choice) }),
  optimizers: (choice: Choice): Partial<Setting> => ({ optimizer: both(choice) }),
  schemes: (choice: Choice): Partial<Setting> => ({ scheme: choice }),
  targets: (choice: Choice): Partial<Setting> => ({ target: choice }),
  initializers: (choice: Choice): Partial<Setting> => ({
    generator: { ...mlp, initializer: choice },
    discriminator: { ...mlp, initializer: choice },
  }),
};

const STEPS = 3; // more, and rounding grows by training itself

/** `extension`: the digest of the extension that the member comes from. */
export function trainingLaw(family: keyof typeof PLACES, extension: string): Law<Member> {
  return {
    name: 'trains a small setting to finite parameters, the same compiled and eager',
    async check(member) {
      const choice = { ...memberOptions(member), name: member.name, extension } as Choice;
      const parts = build(lawSetting(PLACES[family](choice)));
      const states: number[][] = [];
      for (const name of ['onnx', 'tfjs'] as const) {
        const trainer = await openTrainer(parts, { seeds: [1], backend: await openBackend(name) });
        await trainer.trainTo(STEPS);
        states.push(Array.from(trainer.state(1)));
        trainer.dispose();
      }
      must(
        states[0]!.every(Number.isFinite),
        `after ${STEPS} steps of a small setting a number of the state is not finite`,
      );
      mustAgree(states[0]!, states[1]!, {
        within: 1e-3,
        what: (i) => `number ${i} of the state after ${STEPS} steps, compiled against eager,`,
      });
    },
  };
}
