import { z } from 'zod';
import { type Tensor3D, tf } from '../engine/tf.js';
import type { Step } from '../optimizer.js';
import { count, scalar } from '../options.js';
import { scheme } from '../scheme.js';

export const optimalDiscriminator = scheme({
  name: 'optimal-discriminator',
  says: 'D steps until its gradient is short, then G steps once: first the maximum over D, then the minimum over G.',
  paper: 'arXiv:1406.2661 section 4.2, proposition 2',
  notes: [
    'Each run stops by itself when |gradient of its D| is below the tolerance, but after `steps` steps at the latest.',
    'The compiled graph contains all of the steps, and costs them all: a run that stopped early only stands still.',
    'How good D really became is what `dstar-error` and `bayes-gap` measure.',
  ],
  options: {
    steps: count({ says: 'steps of D in a turn, at most', default: 25, atMost: 1000 }),
    tolerance: scalar({ says: "length of D's gradient below which it stands still", default: 0.001, atLeast: 0 }),
    batches: z
      .enum(['fresh', 'shared'])
      .default('fresh')
      .describe('Whether each step of D draws its own batch or all use one, of which D then finds the optimum.'),
  },
  draws: ({ steps, batches }) => [...names(batches === 'fresh' ? steps : 1), 'generator-1'],
  turn({ game, state, batch }, { steps, tolerance, batches }) {
    const generator = state.generator.parameters;
    let discriminator = state.discriminator;
    for (const name of batches === 'fresh' ? names(steps) : new Array<string>(steps).fill(names(1)[0])) {
      const parameters = { generator, discriminator: discriminator.parameters };
      const gradient = game.gradient('discriminator', parameters, batch(name));
      const next = game.update('discriminator', discriminator, gradient);
      discriminator = wherever(isLonger(gradient, tolerance), next, discriminator);
    }
    const parameters = { generator, discriminator: discriminator.parameters };
    const gradient = game.gradient('generator', parameters, batch('generator-1'));
    return { generator: game.update('generator', state.generator, gradient), discriminator };
  },
});

const names = (steps: number) => Array.from({ length: steps }, (_, i) => `discriminator-${i + 1}`);

/** 1 where it is, else 0: [runs, 1, 1]. A gradient that is not a number is: a diverged run must not look settled. */
function isLonger(gradient: Tensor3D, tolerance: Tensor3D): Tensor3D {
  const squares: Tensor3D = tf.sum(tf.square(gradient), 2, true);
  return tf.logicalNot(tf.lessEqual(squares, tf.square(tolerance)) as Tensor3D);
}

function wherever(condition: Tensor3D, then: Step, otherwise: Step): Step {
  const choose = (a: Tensor3D, b: Tensor3D): Tensor3D => tf.where(condition, a, b);
  const memory = Object.entries(then.memory).map(([name, kept]) => [name, choose(kept, otherwise.memory[name])]);
  return { parameters: choose(then.parameters, otherwise.parameters), memory: Object.fromEntries(memory) };
}
